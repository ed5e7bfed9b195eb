package dev.latchkey;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The arrows between packages: what a feature may use, and nothing else.
class ArchitectureTest {
    private static final String ROOT = "dev.latchkey.";

    /// Everything may use `oauth`, `platform`; the rest is listed.
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry("oauth", Set.of()),
            Map.entry("platform", Set.of("oauth")),
            Map.entry("audit", Set.of("platform")),
            Map.entry("page", Set.of("oauth", "platform")),
            Map.entry("key", Set.of("platform", "audit")),
            Map.entry("user", Set.of("oauth", "platform", "audit")),
            Map.entry("jose", Set.of("oauth")),
            Map.entry("client", Set.of("oauth", "platform", "audit", "jose")),
            Map.entry("dpop", Set.of("oauth", "platform", "jose", "client")),
            Map.entry("resource", Set.of("oauth", "platform", "audit")),
            Map.entry("logout", Set.of("oauth", "platform", "audit", "key", "client")),
            Map.entry("consent", Set.of("oauth", "platform", "audit", "user", "logout")),
            Map.entry("management", Set.of("oauth", "platform", "page", "key", "client", "dpop", "resource")),
            Map.entry(
                    "token",
                    Set.of("oauth", "platform", "audit", "key", "user", "client", "dpop", "resource", "logout")),
            Map.entry(
                    "session",
                    Set.of("oauth", "platform", "audit", "page", "key", "user", "client", "token", "logout")),
            Map.entry("connector", Set.of("oauth", "platform", "audit", "user")),
            Map.entry("experience", Set.of("oauth", "platform", "audit", "page", "user", "connector")),
            Map.entry(
                    "signin",
                    Set.of(
                            "oauth",
                            "platform",
                            "audit",
                            "page",
                            "user",
                            "client",
                            "session",
                            "connector",
                            "experience")),
            Map.entry(
                    "account",
                    Set.of(
                            "oauth",
                            "platform",
                            "audit",
                            "page",
                            "user",
                            "logout",
                            "token",
                            "session",
                            "connector",
                            "signin")),
            Map.entry(
                    "authorize",
                    Set.of(
                            "oauth",
                            "platform",
                            "audit",
                            "page",
                            "key",
                            "user",
                            "client",
                            "dpop",
                            "resource",
                            "consent",
                            "session",
                            "signin",
                            "token")),
            Map.entry("grant", Set.of("oauth", "platform", "audit", "client", "dpop", "resource", "token")),
            Map.entry(
                    "device",
                    Set.of(
                            "oauth",
                            "platform",
                            "audit",
                            "page",
                            "user",
                            "client",
                            "resource",
                            "token",
                            "session",
                            "signin",
                            "grant")),
            Map.entry("exchange", Set.of("oauth", "platform", "audit", "client", "resource", "token", "grant")),
            Map.entry(
                    "codein",
                    Set.of("oauth", "platform", "audit", "page", "client", "connector", "signin", "exchange")),
            Map.entry("discovery", Set.of("oauth", "platform", "key", "client", "dpop", "token")));

    private static final String CAFFEINE = "com.github.benmanes.caffeine.cache.Caffeine";
    private static final Set<String> CACHE_FEATURES = Set.of("newBuilder", "maximumSize", "expireAfterWrite", "build");

    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.latchkey");

    @Test
    void aFeatureUsesOnlyWhatItsArrowsAllow() {
        ARROWS.forEach((feature, allowed) -> {
            String[] packages = Stream.concat(
                            Stream.of(feature + ".."), allowed.stream().map(name -> name + ".."))
                    .map(name -> ROOT + name)
                    .toArray(String[]::new);
            classes()
                    .that()
                    .resideInAPackage(ROOT + feature + "..")
                    .should()
                    .onlyDependOnClassesThat(resideInAPackage("dev.latchkey..")
                            .negate()
                            .or(JavaClass.Predicates.resideInAnyPackage(packages)))
                    .check(all);
        });
    }

    @Test
    void everyPackageHasItsArrows() {
        classes()
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of("dev.latchkey"),
                                ARROWS.keySet().stream().map(name -> ROOT + name + ".."))
                        .toArray(String[]::new))
                .check(all);
    }

    @Test
    void thereAreNoCycles() {
        slices().matching("dev.latchkey.(*)..").should().beFreeOfCycles().check(all);
    }

    @Test
    void nobodyDependsOnAProvider() {
        Stream.of("alipay", "apple", "github", "google", "microsoft", "wechat")
                .map(provider -> ROOT + "connector." + provider + "..")
                .forEach(provider -> noClasses()
                        .that()
                        .resideOutsideOfPackage(provider)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage(provider)
                        .check(all));
    }

    @Test
    void theStandardsKnowNoProvider() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "connector", ROOT + "connector.standard")
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + "connector..")
                        .and(JavaClass.Predicates.resideOutsideOfPackages(
                                ROOT + "connector", ROOT + "connector.standard")))
                .check(all);
    }

    @Test
    void theProtocolWordsArePlainJava() {
        classes()
                .that()
                .resideInAPackage("dev.latchkey.oauth..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "dev.latchkey.oauth..")
                .check(all);
    }

    @Test
    void bouncyCastleIsUsedWithoutItsProvider() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle.jce..")
                .check(all);
    }

    @Test
    void outgoingCallsGoThroughTheOneClient() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.latchkey.platform")
                .or()
                .haveSimpleNameNotStartingWith("Outbound")
                .should()
                .dependOnClassesThat(anyOf(
                        "java.net.http.HttpClient",
                        "java.net.URLConnection",
                        "java.net.HttpURLConnection",
                        "java.net.Socket",
                        "java.nio.channels.SocketChannel",
                        "io.vertx.core.http.HttpClient",
                        "io.vertx.core.net.NetClient"))
                .check(all);
    }

    /// Each combination of a cache's features is a generated class, and Quarkus tells the native image of these
    /// only: a cache of another kind fails there at its first use.
    @Test
    void cachesAreOfKindsThatTheNativeImageKnows() {
        noClasses()
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "a cache gets any other feature than a size and an end after it was written",
                        call -> call.getTargetOwner().getFullName().equals(CAFFEINE)
                                && !CACHE_FEATURES.contains(call.getName())))
                .check(all);
    }

    private static DescribedPredicate<JavaClass> anyOf(String... names) {
        Set<String> all = Set.of(names);
        return DescribedPredicate.describe("are among " + all, type -> all.contains(type.getFullName()));
    }
}
