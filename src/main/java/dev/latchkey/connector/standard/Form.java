package dev.latchkey.connector.standard;

import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorMetadata.FormItem;
import dev.latchkey.connector.ConnectorMetadata.SelectItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// The fields that configuration forms are made of, and the text beside them.
public final class Form {
    public static final FormItem CLIENT_ID = text("clientId", "Client ID", true, null);
    public static final FormItem CLIENT_SECRET = secret("clientSecret", "Client secret", "Text", true);

    private Form() {}

    public static FormItem text(String key, String label, boolean required, String placeholder) {
        return new FormItem(key, label, "Text", required, null, placeholder, null, null, null);
    }

    /// @param type `Text`, or `MultilineText` for keys
    public static FormItem secret(String key, String label, String type, boolean required) {
        return new FormItem(key, label, type, required, null, null, null, null, true);
    }

    public static FormItem scope(String fallback) {
        return new FormItem(
                "scope", "Scope", "Text", false, fallback, null, "Scopes, separated by blanks.", null, null);
    }

    static FormItem json(String key, String label, String description) {
        return new FormItem(key, label, "Json", false, null, null, description, null, null);
    }

    static FormItem flag(String key, String label, boolean fallback) {
        return new FormItem(key, label, "Switch", false, fallback, null, null, null, null);
    }

    static FormItem authentication() {
        List<SelectItem> items = Arrays.stream(ClientAuthentication.values())
                .map(ConfigFields::word)
                .map(word -> new SelectItem(word, word))
                .toList();
        return new FormItem(
                "tokenEndpointAuthMethod",
                "Client authentication",
                "Select",
                false,
                items.getFirst().value(),
                null,
                null,
                items,
                null);
    }

    /// How to set a connector up: the file `connectors/{id}.md`.
    public static String readme(String id) {
        String name = "/connectors/" + id + ".md";
        try (InputStream file = Form.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
