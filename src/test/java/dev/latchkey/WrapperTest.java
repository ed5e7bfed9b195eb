package dev.latchkey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `./mvnw` does on machines with and without a JDK, Maven and network. Each test makes such a
/// machine out of folders; the JDKs and Mavens on it are scripts that say what they were asked.
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "mvnw is a shell script; Windows has mvnw.cmd")
class WrapperTest {
    private static final List<String> TOOLS = List.of(
            "cat",
            "curl",
            "cut",
            "dirname",
            "gzip",
            "mkdir",
            "mktemp",
            "mv",
            "rm",
            "sed",
            "sha512sum",
            "shasum",
            "tar",
            "tr",
            "wget");
    private static final String RELEASE = "apache-maven-3.9.99";
    private static final String ARCHIVE = RELEASE + "-bin.tar.gz";

    @TempDir
    Path machine;

    private final Map<String, String> environment = new HashMap<>();
    private Path bin;
    private Path home;
    private Path jdks;
    private Path project;
    private Path website;
    private HttpServer server;

    record Result(int exitCode, String output, String errors) {
        List<String> complaints() {
            return errors.lines()
                    .filter(line -> !line.startsWith("mvnw: downloading"))
                    .toList();
        }
    }

    @BeforeEach
    void setUpTheMachine() throws IOException {
        bin = Files.createDirectories(machine.resolve("bin"));
        home = Files.createDirectories(machine.resolve("home of alice"));
        jdks = Files.createDirectories(machine.resolve("installed jdks"));
        project = Files.createDirectories(machine.resolve("my project"));
        website = Files.createDirectories(machine.resolve("website"));
        for (String tool : TOOLS) {
            Optional<Path> installed = installed(tool);
            if (installed.isPresent()) {
                script(bin.resolve(tool), "exec '" + installed.get() + "' \"$@\"");
            }
        }
        Files.copy(Path.of("mvnw"), project.resolve("mvnw"));
        environment.put("PATH", bin.toString());
        environment.put("HOME", home.toString());
        environment.put("MVNW_JDK_FOLDERS", jdks.toString());
        server = SimpleFileServer.createFileServer(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), website.toRealPath(), OutputLevel.NONE);
        server.start();
    }

    @AfterEach
    void stopTheServer() {
        server.stop(0);
    }

    // --- The JDK ---

    @ParameterizedTest
    @ValueSource(strings = {"25.0.1", "26", "27-ea"})
    void leavesJavaHomeAloneWhenItIsNewEnough(String version) throws Exception {
        installMaven("3.9.12");
        jdk("jdk-25", "25");
        Path mine = jdk("../my own jdk", version).toRealPath();
        environment.put("JAVA_HOME", mine.toString());

        Result result = mvnw("verify");

        assertEquals("", result.errors());
        assertTrue(result.output().contains("JAVA_HOME=" + mine), result::output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdk-17", "jdk-1.8", "jre-25", "gone"})
    void looksForAnotherJdkWhenJavaHomeIsNone(String javaHome) throws Exception {
        installMaven("3.9.12");
        jdk("jdk-17", "17.0.15");
        jdk("jdk-1.8", "1.8.0_452");
        Files.delete(jdk("jre-25", "25").resolve("bin/javac"));
        Path suitable = jdk("jdk-25", "25.0.3");
        environment.put("JAVA_HOME", jdks.resolve(javaHome).toString());

        Result result = mvnw("verify");

        assertEquals(
                List.of("mvnw: JAVA_HOME is no JDK 25 or newer, so this build uses " + suitable), result.complaints());
        assertTrue(result.output().contains("JAVA_HOME=" + suitable), result::output);
    }

    @Test
    void takesTheLowestOfSeveralSuitableJdks() throws Exception {
        installMaven("3.9.12");
        for (String version : List.of("9", "21.0.7", "27", "25.0.3", "26.0.1")) {
            jdk("jdk-" + version, version);
        }

        Result result = mvnw("verify");

        assertTrue(result.output().contains("JAVA_HOME=" + jdks.resolve("jdk-25.0.3")), result::output);
        assertEquals("", result.errors());
    }

    @Test
    void looksIntoTheBundlesOfMacOs() throws Exception {
        installMaven("3.9.12");
        Path bundled = jdk("temurin-25.jdk/Contents/Home", "25.0.3");

        assertTrue(mvnw("verify").output().contains("JAVA_HOME=" + bundled));
    }

    @Test
    void asksAJdkThatHasNoReleaseFile() throws Exception {
        installMaven("3.9.12");
        Files.delete(jdk("jdk-24", "24.0.2").resolve("release"));
        Path suitable = jdk("jdk-25", "25.0.3");
        Files.delete(suitable.resolve("release"));

        assertTrue(mvnw("verify").output().contains("JAVA_HOME=" + suitable));
    }

    @Test
    void findsTheJdkBehindALauncherOnThePath() throws Exception {
        installMaven("3.9.12");
        Path suitable = jdk("../versions/25", "25.0.3").toRealPath();
        script(bin.resolve("java"), "echo 'Property settings:' >&2", "echo '    java.home = " + suitable + "' >&2");

        assertTrue(mvnw("verify").output().contains("JAVA_HOME=" + suitable));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jdk-17"})
    void saysWhatToInstallWhenThereIsNoJdk(String javaHome) throws Exception {
        installMaven("3.9.12");
        jdk("jdk-17", "17.0.15");
        if (!javaHome.isEmpty()) {
            environment.put("JAVA_HOME", jdks.resolve(javaHome).toString());
        }

        Result result = mvnw("verify");

        assertFails(result, "Latchkey needs JDK 25 or newer");
    }

    @Test
    void silencesTheWarningsOfTheJdkOnlyWhereTheOptionsAreKnown() throws Exception {
        installMaven("3.9.12");
        environment.put("MAVEN_OPTS", "-Xmx1g");
        environment.put("JAVA_HOME", jdk("jdk-25", "25").toString());
        assertTrue(mvnw("verify")
                .output()
                .contains(
                        "MAVEN_OPTS=--sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -Xmx1g"));

        environment.put("JAVA_HOME", jdk("jdk-99", "99").toString());
        assertTrue(mvnw("verify").output().contains("MAVEN_OPTS=-Xmx1g"));
    }

    // --- Maven ---

    @ParameterizedTest
    @ValueSource(strings = {"3.8.1", "3.9.12", "3.10.0", "4.0.0-rc-5"})
    void usesAnInstalledMaven(String version) throws Exception {
        jdk("jdk-25", "25");
        installMaven(version);

        assertTrue(mvnw("verify").output().startsWith("Maven " + version + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.2.1", "3.6.3"})
    void downloadsMavenWhenTheInstalledOneIsTooOld(String version) throws Exception {
        jdk("jdk-25", "25");
        installMaven(version);
        publishMaven(website);

        assertTrue(mvnw("verify").output().startsWith("Maven 3.9.99\n"));
    }

    @Test
    void prefersMavenHomeToThePath() throws Exception {
        jdk("jdk-25", "25");
        installMaven("3.9.12");
        Path chosen = machine.resolve("maven 4");
        maven(chosen.resolve("bin/mvn"), "4.0.0");
        environment.put("MAVEN_HOME", chosen.toString());

        assertTrue(mvnw("verify").output().startsWith("Maven 4.0.0\n"));
    }

    @Test
    void passesItsArgumentsOnAndTheExitCodeBack() throws Exception {
        jdk("jdk-25", "25");
        installMaven("3.9.12");
        environment.put("EXIT", "7");

        Result result = mvnw("-Dgreeting=hello world", "", "it's", "*", "verify");

        assertTrue(result.output().endsWith("[-Dgreeting=hello world][][it's][*][verify]\n"), result::output);
        assertEquals(7, result.exitCode());
    }

    @ParameterizedTest
    @CsvSource({"3.8.7, '[-B][-ntp][verify]'", "3.9.12, '[verify]'", "4.0.0, '[verify]'"})
    void passesMavenArgsToAMavenThatDoesNotReadThem(String version, String arguments) throws Exception {
        jdk("jdk-25", "25");
        installMaven(version);
        environment.put("MAVEN_ARGS", "-B -ntp");

        Result result = mvnw("verify");

        assertTrue(result.output().endsWith("\n" + arguments + "\n"), result::output);
    }

    @Test
    void downloadsMavenOnce() throws Exception {
        jdk("jdk-25", "25");
        publishMaven(website);
        Result first = mvnw("verify");
        assertTrue(first.errors().startsWith("mvnw: downloading http://"), first::errors);
        server.stop(0);

        Result second = mvnw("verify");

        assertEquals("", second.errors());
        assertTrue(second.output().startsWith("Maven 3.9.99\n"));
        assertTrue(Files.isDirectory(home.resolve(".m2/wrapper/dists").resolve(RELEASE)));
    }

    @Test
    void keepsMavenWhereItIsTold() throws Exception {
        jdk("jdk-25", "25");
        publishMaven(website);
        Path kept = machine.resolve("caches/maven");
        environment.put("MAVEN_USER_HOME", kept.toString());

        assertEquals(0, mvnw("verify").exitCode());
        assertEquals(1, children(kept.resolve("wrapper/dists").resolve(RELEASE)).size());
        assertFalse(Files.exists(home.resolve(".m2")));
    }

    @Test
    void downloadsFromTheMirrorInstead() throws Exception {
        jdk("jdk-25", "25");
        publishMaven(website.resolve("mirror/org/apache/maven/apache-maven/3.9.99"));
        environment.put("MVNW_REPOURL", serverUrl() + "mirror/");

        assertTrue(mvnw("verify").output().startsWith("Maven 3.9.99\n"));
    }

    @Test
    void unpacksNothingWhoseChecksumIsWrong() throws Exception {
        jdk("jdk-25", "25");
        publishMaven(website);
        configure("0".repeat(128));

        assertFails(mvnw("verify"), "the checksum of " + serverUrl() + ARCHIVE + " is not the one in");
        assertEquals(List.of(), children(home.resolve(".m2/wrapper/dists").resolve(RELEASE)));
    }

    @Test
    void saysWhatIsMissingForADownload() throws Exception {
        jdk("jdk-25", "25");
        publishMaven(website);
        Files.deleteIfExists(bin.resolve("curl"));
        Files.deleteIfExists(bin.resolve("wget"));

        assertFails(mvnw("verify"), "neither curl nor wget is there");
    }

    @Test
    void saysWhatHelpsWhenTheDownloadFails() throws Exception {
        jdk("jdk-25", "25");
        configure("0".repeat(128));

        Result result = mvnw("verify");

        assertEquals(1, result.exitCode());
        assertTrue(result.errors().contains("mvnw: cannot download " + serverUrl() + ARCHIVE), result::errors);
        assertEquals(List.of(), children(home.resolve(".m2/wrapper/dists").resolve(RELEASE)));
    }

    @Test
    void survivesRunsThatDownloadAtTheSameTime() throws Exception {
        jdk("jdk-25", "25");
        publishMaven(website);
        List<Process> runs = new ArrayList<>();
        for (int run = 0; run < 4; run++) {
            runs.add(start("verify"));
        }

        for (Process run : runs) {
            assertEquals(0, result(run).exitCode());
        }
        List<Path> kept = children(home.resolve(".m2/wrapper/dists").resolve(RELEASE));
        assertEquals(1, kept.size());
        assertEquals(List.of(kept.getFirst().resolve("bin")), children(kept.getFirst()));
    }

    // --- The machine ---

    private Result mvnw(String... arguments) throws IOException, InterruptedException {
        return result(start(arguments));
    }

    /// Called by its absolute path from somewhere else, which is the harder case.
    private Process start(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(project.resolve("mvnw").toString()).directory(home.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Result result(Process process) throws IOException, InterruptedException {
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        String errors = new String(process.getErrorStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output, errors);
    }

    private static void assertFails(Result result, String reason) {
        assertEquals(1, result.exitCode());
        assertEquals("", result.output());
        assertEquals(1, result.complaints().size(), result::errors);
        assertTrue(result.complaints().getFirst().startsWith("mvnw: "), result::errors);
        assertTrue(result.errors().contains(reason), result::errors);
    }

    private Path jdk(String folder, String version) throws IOException {
        Path jdk = jdks.resolve(folder);
        script(jdk.resolve("bin/java"), "echo 'openjdk version \"" + version + "\" 2026-01-20' >&2");
        script(jdk.resolve("bin/javac"));
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        return jdk;
    }

    private void installMaven(String version) throws IOException {
        maven(bin.resolve("mvn"), version);
    }

    private static void maven(Path file, String version) throws IOException {
        script(
                file,
                "if [ \"$1\" = --version ]; then",
                "  printf '\\033[1mApache Maven %s (0123456789abcdef)\\033[m\\n' '" + version + "'",
                "  exit",
                "fi",
                "echo 'Maven " + version + "'",
                "echo \"JAVA_HOME=$JAVA_HOME\"",
                "echo \"MAVEN_OPTS=$MAVEN_OPTS\"",
                "printf '[%s]' \"$@\"",
                "echo",
                "exit \"${EXIT:-0}\"");
    }

    /// Packs a Maven, puts it on the website and makes it the one that the project wants.
    private void publishMaven(Path folder) throws Exception {
        Path content = machine.resolve("content");
        maven(content.resolve(RELEASE).resolve("bin/mvn"), "3.9.99");
        Path archive = Files.createDirectories(folder).resolve(ARCHIVE);
        int packed = new ProcessBuilder("tar", "-czf", archive.toString(), "-C", content.toString(), RELEASE)
                .start()
                .waitFor();
        assertEquals(0, packed);
        byte[] checksum = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive));
        configure(HexFormat.of().formatHex(checksum));
    }

    private void configure(String checksum) throws IOException {
        Path properties = project.resolve(".mvn/wrapper/maven-wrapper.properties");
        Files.createDirectories(properties.getParent());
        Files.writeString(
                properties,
                "# as on Windows\r\ndistributionUrl=" + serverUrl() + ARCHIVE + "\r\ndistributionSha512Sum=" + checksum
                        + "\r\n");
    }

    private String serverUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private static void script(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }

    private static Optional<Path> installed(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
