package dev.latchkey.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.bootstrap.app.CuratedApplication;
import io.quarkus.bootstrap.app.QuarkusBootstrap;
import io.quarkus.bootstrap.model.ApplicationModel;
import io.quarkus.maven.dependency.DependencyFlags;
import io.quarkus.maven.dependency.ResolvedDependency;
import io.quarkus.maven.dependency.ResolvedDependencyBuilder;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A connector in a jar of its own, on the class path of the build, is part of what is built. It needs nothing but
/// `META-INF/beans.xml`, which says that there are beans.
class SeparateJarTest {
    private static final String PACKAGE = "com/example/elsewhere";
    private static final String SOURCE = """
            package com.example.elsewhere;

            import dev.latchkey.connector.*;

            @jakarta.inject.Singleton
            class ElsewhereFactory implements ConnectorFactory {
                @Override
                public ConnectorMetadata metadata() {
                    return new ConnectorMetadata("elsewhere", "elsewhere", ConnectorMetadata.Platform.Web,
                            java.util.Map.of("en", "Elsewhere"), java.util.Map.of("en", "Elsewhere"), "", null, "",
                            java.util.List.of());
                }

                @Override
                public SocialConnector configure(com.fasterxml.jackson.databind.node.ObjectNode config) {
                    throw new ConnectorException(ConnectorError.INVALID_CONFIG, "Nothing is right.");
                }

            }
            """;

    /// The class that the build writes for a bean that is in use; nobody refers to the factory but the registry.
    private static final String BEAN = "com.example.elsewhere.ElsewhereFactory_Bean";

    @TempDir
    Path folder;

    @Test
    void isPickedUpByTheBuild() throws Exception {
        assertEquals(BEAN, built(jar(true)).getName());
    }

    @Test
    void isNoneWithoutTheMarker() {
        assertThrows(ClassNotFoundException.class, () -> built(jar(false)));
    }

    private static Class<?> built(Path jar) throws Exception {
        ApplicationModel model;
        try (CuratedApplication plain = bootstrap().build().bootstrap()) {
            model = plain.getApplicationModel();
        }
        try (CuratedApplication application =
                bootstrap().setExistingModel(with(jar, model)).build().bootstrap()) {
            return application
                    .createAugmentor()
                    .createInitialRuntimeApplication()
                    .getClassLoader()
                    .loadClass(BEAN);
        }
    }

    private static QuarkusBootstrap.Builder bootstrap() {
        return QuarkusBootstrap.builder()
                .setMode(QuarkusBootstrap.Mode.TEST)
                .setTest(true)
                .setAuxiliaryApplication(true)
                .setIsolateDeployment(true)
                .setProjectRoot(Path.of("").toAbsolutePath())
                .setTargetDirectory(Path.of("target").toAbsolutePath())
                .setApplicationRoot(Path.of("target/classes").toAbsolutePath());
    }

    /// The dependencies of pom.xml, and one more.
    private static ApplicationModel with(Path jar, ApplicationModel model) {
        ResolvedDependency more = ResolvedDependencyBuilder.newInstance()
                .setGroupId("com.example")
                .setArtifactId("elsewhere")
                .setVersion("1")
                .setResolvedPath(jar)
                .setFlags(DependencyFlags.RUNTIME_CP | DependencyFlags.DEPLOYMENT_CP)
                .build();
        return (ApplicationModel) Proxy.newProxyInstance(
                ApplicationModel.class.getClassLoader(),
                new Class<?>[] {ApplicationModel.class},
                (_, method, given) -> {
                    Object answer = method.invoke(model, given);
                    boolean asked = method.getName().equals("getRuntimeDependencies")
                            || method.getName().startsWith("getDependencies")
                                    && (given == null
                                            || given[0] instanceof Integer flags && (more.getFlags() & flags) != 0);
                    if (!asked) {
                        return answer;
                    }
                    List<Object> all = new ArrayList<>();
                    ((Iterable<?>) answer).forEach(all::add);
                    all.add(more);
                    return all;
                });
    }

    private Path jar(boolean marked) throws IOException {
        Path source = Files.createDirectories(folder.resolve(PACKAGE)).resolve("ElsewhereFactory.java");
        Files.writeString(source, SOURCE);
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", System.getProperty("java.class.path"), source.toString());
        assertEquals(0, result, "it compiles against the service's classes");
        Path jar = folder.resolve("elsewhere.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (String entry : List.of(PACKAGE + "/ElsewhereFactory.class")) {
                out.putNextEntry(new JarEntry(entry));
                out.write(Files.readAllBytes(folder.resolve(entry)));
            }
            if (marked) {
                out.putNextEntry(new JarEntry("META-INF/beans.xml"));
                out.write("<beans/>".getBytes(StandardCharsets.UTF_8));
            }
        }
        return jar;
    }
}
