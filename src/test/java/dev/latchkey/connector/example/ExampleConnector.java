package dev.latchkey.connector.example;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.ExternalIdentity.Contact;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import dev.latchkey.platform.OutboundClient;
import dev.latchkey.platform.OutboundException;
import dev.latchkey.platform.OutboundResponse;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

/// The connector as configured: where to send a person, and who came back.
final class ExampleConnector implements SocialConnector {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final URI server;
    private final String clientId;
    private final String clientSecret;
    private final OutboundClient client;
    private final ObjectMapper json;

    ExampleConnector(URI server, String clientId, String clientSecret, OutboundClient client, ObjectMapper json) {
        this.server = server;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
        this.client = client;
        this.json = json;
    }

    @Override
    public Departure authorizationUri(Visitor visitor) {
        return Departure.to(URI.create(server + "/authorize?response_type=code&client_id=" + encoded(clientId)
                + "&redirect_uri=" + encoded(visitor.returnAddress().toString()) + "&state=" + visitor.state()));
    }

    @Override
    public ExternalIdentity identify(Arrival arrival) {
        String code = arrival.callback().get("code");
        if (code == null) {
            throw new ConnectorException(ConnectorError.INVALID_RESPONSE, "The callback has no code.");
        }
        ObjectNode token = call(HttpRequest.newBuilder(URI.create(server + "/token"))
                .header("Content-Type", FORM)
                .POST(BodyPublishers.ofString("grant_type=authorization_code&code=" + encoded(code) + "&client_id="
                        + encoded(clientId) + "&client_secret=" + encoded(clientSecret) + "&redirect_uri="
                        + encoded(arrival.returnAddress().toString())))
                .build());
        ObjectNode person = call(HttpRequest.newBuilder(URI.create(server + "/userinfo"))
                .header("Authorization", "Bearer " + text(token, "access_token"))
                .build());
        String id = text(person, "id");
        return ExternalIdentity.of(
                id,
                Optional.ofNullable(person.path("name").textValue()),
                Optional.empty(),
                email(person),
                Optional.empty(),
                json.createObjectNode().put("id", id).set("rawData", person));
    }

    /// Verified only if the provider says so.
    private static Optional<Contact> email(ObjectNode person) {
        return Optional.ofNullable(person.path("email").textValue())
                .map(address ->
                        new Contact(address, person.path("email_verified").asBoolean()));
    }

    private ObjectNode call(HttpRequest request) {
        try {
            OutboundResponse response = client.send(request);
            if (response.isSuccess()) {
                return json.readValue(response.body(), ObjectNode.class);
            }
            throw new ConnectorException(
                    kind(response.status()), "Example answered with HTTP status " + response.status() + ".");
        } catch (OutboundException e) {
            throw new ConnectorException(ConnectorError.UNAVAILABLE, "Example " + e.getMessage() + ".");
        } catch (IOException _) {
            throw new ConnectorException(ConnectorError.INVALID_RESPONSE, "Example's answer cannot be read.");
        }
    }

    /// Told apart by who can mend it: the administrator, nobody but time, the person.
    private static ConnectorError kind(int status) {
        return switch (status) {
            case 401, 403 -> ConnectorError.MISCONFIGURED;
            case 429, 500, 502, 503, 504 -> ConnectorError.UNAVAILABLE;
            default -> ConnectorError.AUTH_CODE_INVALID;
        };
    }

    /// Text or a number; null is no value, else everybody would be the person "null".
    private static String text(JsonNode answer, String field) {
        JsonNode value = answer.path(field);
        boolean usable = value.isTextual() || value.isIntegralNumber();
        if (!usable || value.asText().isBlank()) {
            throw new ConnectorException(ConnectorError.INVALID_RESPONSE, "Example's answer has no " + field + ".");
        }
        return value.asText();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
