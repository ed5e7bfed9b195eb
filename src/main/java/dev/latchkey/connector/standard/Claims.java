package dev.latchkey.connector.standard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.ExternalIdentity.Contact;
import dev.latchkey.connector.StorableText;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a provider tells of a person, read by the names under which it tells it. A name is a path:
/// `data.user.id`, `emails.0.address`.
///
/// @param paths for `id`, `name`, `avatar`, `email`, `emailVerified`, `phone`, `phoneVerified`
public record Claims(ObjectNode all, Map<String, String> paths) {
    /// OIDC Core §5.1.
    public static final Map<String, String> STANDARD = Map.of(
            "id", "sub",
            "name", "name",
            "avatar", "picture",
            "email", "email",
            "emailVerified", "email_verified",
            "phone", "phone_number",
            "phoneVerified", "phone_number_verified");

    private static final int MAX_ID = 256;
    private static final int MAX_NAME = 128;
    private static final int MAX_AVATAR = 2048;
    private static final int MAX_RAW = 16 * 1024;
    private static final Pattern EMAIL = Pattern.compile("[\\x21-\\x3F\\x41-\\x7E]{1,64}@[A-Za-z0-9.-]{1,190}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9 ()./-]{5,32}");

    public Claims {
        paths = Map.copyOf(paths);
    }

    public ExternalIdentity identity() {
        String id = id();
        Optional<Contact> email = email();
        Optional<Contact> phone =
                contact("phone").filter(found -> PHONE.matcher(found.value()).matches());
        return ExternalIdentity.of(id, name(), avatar(), email, phone, details(id, email, phone));
    }

    /// Never empty, and never the text "null", as which everybody would be one person.
    public String id() {
        return value("id")
                .filter(id -> id.length() <= MAX_ID && !id.isBlank())
                .orElseThrow(() -> new ConnectorException(
                        ConnectorError.INVALID_RESPONSE, "The provider's answer does not name the person's id."));
    }

    public Optional<String> name() {
        return value("name")
                .map(StorableText::ofLine)
                .map(name -> name.codePointCount(0, name.length()) <= MAX_NAME
                        ? name
                        : name.substring(0, name.offsetByCodePoints(0, MAX_NAME)))
                .filter(name -> !name.isEmpty());
    }

    public Optional<String> avatar() {
        return value("avatar")
                .filter(address -> address.startsWith("https://")
                        && address.length() <= MAX_AVATAR
                        && address.chars().allMatch(c -> c > ' ' && c < 127));
    }

    public Optional<Contact> email() {
        return contact("email")
                .filter(found -> EMAIL.matcher(found.value()).matches())
                .map(found -> new Contact(lowerDomain(found.value()), found.isVerified()));
    }

    /// Verified only if the provider says so, by the boolean or, as Apple does, by the word.
    private Optional<Contact> contact(String what) {
        JsonNode verified = node(what + "Verified");
        boolean isVerified = verified.isBoolean()
                ? verified.booleanValue()
                : verified.asText().equals("true");
        return value(what).map(String::strip).map(value -> new Contact(value, isVerified));
    }

    private static String lowerDomain(String email) {
        int at = email.indexOf('@');
        return email.substring(0, at) + email.substring(at).toLowerCase(Locale.ROOT);
    }

    private ObjectNode details(String id, Optional<Contact> email, Optional<Contact> phone) {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("id", id);
        name().ifPresent(name -> details.put("name", name));
        avatar().ifPresent(avatar -> details.put("avatar", avatar));
        email.ifPresent(found -> details.put("email", found.value()));
        phone.ifPresent(found -> details.put("phone", found.value()));
        JsonNode raw = StorableText.ofAll(all);
        return details.set("rawData", raw.toString().length() <= MAX_RAW ? raw : JsonNodeFactory.instance.objectNode());
    }

    private Optional<String> value(String what) {
        JsonNode value = node(what);
        boolean usable = value.isTextual() || value.isIntegralNumber();
        return usable ? Optional.of(StorableText.of(value.asText())) : Optional.empty();
    }

    private JsonNode node(String what) {
        JsonNode node = all;
        String path = paths.getOrDefault(what, "");
        for (String step : path.split("\\.")) {
            node = node.isArray() && step.matches("[0-9]{1,3}") ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node;
    }

    /// Without the values.
    @Override
    public String toString() {
        return "Claims" + paths.keySet();
    }
}
