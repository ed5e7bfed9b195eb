package dev.latchkey.connector.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.platform.OutboundClient;
import dev.latchkey.platform.OutboundException;
import dev.latchkey.platform.OutboundResponse;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Map;

/// Calls to a provider that answers in JSON. That it does not answer is told apart from what it answers.
@Singleton
public class ProviderCalls {
    private static final int TOO_MANY_REQUESTS = 429;

    private final OutboundClient client;
    private final ObjectMapper json;

    public ProviderCalls(OutboundClient client, ObjectMapper json) {
        this.client = client;
        this.json = json;
    }

    /// What a provider answered, whatever its status.
    ///
    /// @param body missing when it is no JSON
    public record Answer(int status, JsonNode body) {
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /// Without the body: it may hold tokens.
        @Override
        public String toString() {
            return "Answer[" + status + "]";
        }
    }

    /// @param what is called, for messages: `the token endpoint`
    public Answer send(String what, HttpRequest request) {
        OutboundResponse response = exchange(what, request);
        if (response.status() >= 500 || response.status() == TOO_MANY_REQUESTS) {
            throw failed(ConnectorError.UNAVAILABLE, what, response.status());
        }
        return new Answer(response.status(), read(response));
    }

    /// A JSON object that has to be there.
    public JsonNode get(String what, URI address) {
        Answer answer = send(
                what,
                HttpRequest.newBuilder(address)
                        .header("Accept", "application/json")
                        .build());
        if (!answer.isSuccess() || !answer.body().isObject()) {
            throw failed(ConnectorError.INVALID_RESPONSE, what, answer.status());
        }
        return answer.body();
    }

    /// With an access token; the provider may accept it no longer.
    public JsonNode get(String what, URI address, String accessToken) {
        Answer answer = send(
                what,
                HttpRequest.newBuilder(address)
                        .header("Accept", "application/json")
                        .header("Authorization", "Bearer " + accessToken)
                        .build());
        if (answer.status() == 401) {
            throw failed(ConnectorError.ACCESS_TOKEN_INVALID, what, answer.status());
        }
        if (answer.status() == 403) {
            throw failed(ConnectorError.MISCONFIGURED, what, answer.status());
        }
        if (!answer.isSuccess() || !answer.body().isContainerNode()) {
            throw failed(ConnectorError.INVALID_RESPONSE, what, answer.status());
        }
        return answer.body();
    }

    private OutboundResponse exchange(String what, HttpRequest request) {
        try {
            return client.send(request);
        } catch (OutboundException e) {
            throw new ConnectorException(
                    ConnectorError.of(e.reason()), capital(what) + " gave no answer: " + e.getMessage() + ".");
        }
    }

    private JsonNode read(OutboundResponse response) {
        try {
            JsonNode body = json.readTree(response.body());
            return body == null ? MissingNode.getInstance() : body;
        } catch (IOException _) {
            return MissingNode.getInstance();
        }
    }

    private static ConnectorException failed(ConnectorError error, String what, int status) {
        return new ConnectorException(
                error,
                capital(what) + " answered with HTTP status " + status + " or with something that is not expected.",
                Map.of("status", status));
    }

    private static String capital(String what) {
        return Character.toUpperCase(what.charAt(0)) + what.substring(1);
    }
}
