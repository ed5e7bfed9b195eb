package dev.latchkey.testing;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;

/// Every address that the service answers at, read from its classes: none can be forgotten.
public final class Routes {
    private static final String JAX_RS = "jakarta.ws.rs.";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private Routes() {}

    /// @param path a template, for example `/api/users/{id}`
    public record Route(String method, String path) {
        public boolean isOfTheManagementApi() {
            return path.startsWith("/api/");
        }

        public boolean hasBody() {
            return !method.equals("GET") && !method.equals("DELETE");
        }

        /// The address with this in the place of every parameter; one may say what it looks like (`{id: [a-z]{1,9}}`).
        public String target(String parameter) {
            return path.replaceAll(
                    "\\{[^{}]*(\\{[^}]*}[^{}]*)*}",
                    parameter.replace("\\", "\\\\").replace("$", "\\$"));
        }
    }

    public static List<Route> all() {
        Stream<Route> declared = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("dev.latchkey").stream()
                        .filter(type -> type.isAnnotatedWith(JAX_RS + "Path"))
                        .flatMap(Routes::of);
        Stream<Route> fromMemory = Stream.of("/oidc/.well-known/openid-configuration", "/oidc/jwks")
                .map(path -> new Route("GET", path));
        return Stream.concat(declared, fromMemory).toList();
    }

    private static Stream<Route> of(JavaClass type) {
        return type.getMethods().stream()
                .flatMap(method -> METHODS.stream()
                        .filter(verb -> method.isAnnotatedWith(JAX_RS + verb))
                        .map(verb -> new Route(verb, path(type, method))));
    }

    private static String path(JavaClass type, JavaMethod method) {
        String path = "/" + value(type) + "/" + value(method);
        String clean = path.replaceAll("/+", "/");
        return clean.length() > 1 && clean.endsWith("/") ? clean.substring(0, clean.length() - 1) : clean;
    }

    private static String value(HasAnnotations<?> annotated) {
        return annotated
                .tryGetAnnotationOfType(JAX_RS + "Path")
                .flatMap(annotation -> annotation.get("value"))
                .map(Object::toString)
                .orElse("");
    }
}
