package dev.latchkey.connector.kit;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.FormItem;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.Departure;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.Visitor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The contract of a connector. Extend it, and say which factory and with what configuration:
///
/// ```java
/// class ExampleContractTest extends ConnectorContract {
///     @Override protected ConnectorFactory factory() { … }
///     @Override protected ObjectNode config() { … }      // one that works
/// }
/// ```
///
/// Where `authorizationUri` asks the provider first, the configuration has to lead to one that answers.
public abstract class ConnectorContract {
    private static final URI CALLBACK = URI.create("https://id.example.com/callback/contract");
    private static final String STATE = "contract-State_0123456789";
    private static final Set<String> TYPES = Set.of("Text", "Number", "MultilineText", "Switch", "Select", "Json");
    /// What a native image must not find in a static field, as it would live from the build on.
    private static final List<Class<?>> LIVING =
            List.of(Random.class, Executor.class, Thread.class, AutoCloseable.class);

    protected abstract ConnectorFactory factory();

    /// Complete, every confidential value among it.
    protected abstract ObjectNode config();

    @Test
    void describesItself() {
        ConnectorMetadata metadata = factory().metadata();
        assertTrue(metadata.id().matches("[a-z0-9-]{1,64}"), "id");
        assertTrue(metadata.target().matches("[A-Za-z0-9_.-]{1,64}"), "target");
        assertNotNull(metadata.platform(), "platform");
        assertFalse(metadata.name().getOrDefault("en", "").isBlank(), "name in English");
        assertFalse(metadata.description().getOrDefault("en", "").isBlank(), "description in English");
        assertFalse(metadata.readme().isBlank(), "readme");
        assertEquals(metadata, factory().metadata(), "metadata is constant");
    }

    @Test
    void bringsItsLogo() {
        Stream.of(
                        factory().metadata().logo(),
                        String.valueOf(factory().metadata().logoDark()))
                .filter(logo -> logo.startsWith("/"))
                .forEach(logo -> assertNotNull(
                        factory().getClass().getResource("/META-INF/resources" + logo), logo + " is missing"));
    }

    @Test
    void hasAFormForItsConfiguration() {
        List<FormItem> items = factory().metadata().formItems();
        assertFalse(items.isEmpty());
        assertEquals(
                items.size(), new HashSet<>(items.stream().map(FormItem::key).toList()).size(), "keys differ");
        items.forEach(item -> {
            assertTrue(TYPES.contains(item.type()), item.key() + " has the type " + item.type());
            assertFalse(item.label().isBlank(), item.key() + " has no label");
            assertEquals(item.type().equals("Select"), item.selectItems() != null, item.key() + " and its choices");
        });
        config().fieldNames()
                .forEachRemaining(key -> assertTrue(
                        items.stream().anyMatch(item -> item.key().equals(key)), key + " is not in the form"));
    }

    @Test
    void showsNothingThatIsConfidential() {
        String shown = factory().toString() + connector() + connector().warnings();
        secrets().forEach(secret -> assertFalse(shown.contains(secret), "a confidential value is shown"));
    }

    @Test
    void takesAConfigurationThatWorks() {
        assertNotNull(connector());
        assertNotNull(connector().warnings());
    }

    @Test
    void namesTheFieldThatIsMissing() {
        factory().metadata().formItems().stream()
                .filter(item -> Boolean.TRUE.equals(item.required()))
                .forEach(item -> {
                    ObjectNode config = config();
                    config.remove(item.key());
                    assertEquals(item.key(), refused(config).data().get("field"));
                });
    }

    @Test
    void refusesValuesOfAnotherKindWithASentence() {
        config().fieldNames().forEachRemaining(key -> {
            refused(config().put(key, 7.5));
            ObjectNode list = config();
            list.putArray(key).add("x");
            refused(list);
        });
    }

    @Test
    void tellsNoSecretWhenItRefuses() {
        for (String key : factory().confidentialKeys()) {
            String value = config().path(key).asText() + " and a blank \u0000";
            try {
                factory().configure(config().put(key, value));
            } catch (ConnectorException refused) {
                assertFalse((refused.getMessage() + refused.data())
                        .contains(config().path(key).asText()));
            }
        }
    }

    @Test
    void leadsToTheProviderAndBack() {
        Departure departure = depart();
        String address = departure.address().toString();
        assertTrue(departure.address().isAbsolute());
        assertTrue(address.contains("state=" + STATE), "the state goes along as it is");
        if (factory().metadata().platform() != Platform.Native) {
            assertTrue(address.contains(URLEncoder.encode(CALLBACK.toString(), StandardCharsets.UTF_8)));
        }
        secrets().forEach(secret -> assertFalse(address.contains(secret), "a confidential value is in the address"));
        boolean https = "https".equals(departure.address().getScheme());
        boolean inApps = factory().metadata().platform() == Platform.Native;
        assertTrue(https || inApps || connector().destination().isPresent(), "destination() names what is not https");
    }

    @Test
    void leavesASessionOfItsOwnForEachVisit() {
        Map<String, String> one = depart().session();
        one.forEach((key, value) -> assertFalse(value.isBlank() || value.length() > 1024, key));
        assertTrue(one.isEmpty() || !one.equals(depart().session()), "a nonce is used once");
    }

    @Test
    void answersEveryCallbackWithAConnectorException() {
        Stream.of(
                        Map.<String, String>of(),
                        Map.of("code", ""),
                        Map.of("error", "server_error"),
                        Map.of("error", "<script>", "error_description", "\r\nX"))
                .forEach(callback -> {
                    Arrival arrival = new Arrival(callback, CALLBACK, depart().session());
                    ConnectorException refused = assertThrows(
                            ConnectorException.class, () -> connector().identify(arrival));
                    assertFalse(refused.getMessage().isBlank());
                    secrets()
                            .forEach(secret -> assertFalse(
                                    (refused.getMessage() + refused.data()).contains(secret), "tells a secret"));
                });
        assertDoesNotThrow(
                () -> connector().isOfferedTo("", factory().metadata().platform()));
    }

    @Test
    void fitsIntoANativeImage() {
        Class<?> type = factory().getClass();
        boolean isBean = type.isAnnotationPresent(Singleton.class) || type.isAnnotationPresent(ApplicationScoped.class);
        assertTrue(isBean, "the factory is a bean, so that the registry finds it at build time");
        for (Class<?> part : List.of(type, connector().getClass())) {
            for (Field field : part.getDeclaredFields()) {
                boolean lives = LIVING.stream().anyMatch(living -> living.isAssignableFrom(field.getType()));
                assertFalse(Modifier.isStatic(field.getModifiers()) && lives, field + " would be made at build time");
            }
        }
    }

    private SocialConnector connector() {
        return factory().configure(config());
    }

    private Departure depart() {
        return connector().authorizationUri(new Visitor(STATE, CALLBACK, ""));
    }

    private List<String> secrets() {
        ObjectNode config = config();
        return factory().confidentialKeys().stream()
                .map(key -> config.path(key).asText())
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    private ConnectorException refused(ObjectNode config) {
        ConnectorException refused = assertThrows(
                ConnectorException.class,
                () -> factory().configure(config),
                () -> "taken: "
                        + config.properties().stream().map(Map.Entry::getKey).toList());
        assertEquals(ConnectorError.INVALID_CONFIG, refused.error());
        return refused;
    }
}
