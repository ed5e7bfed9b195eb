package dev.latchkey;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static dev.latchkey.testing.RelyingParty.parameter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Admin;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.ProcessTree;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import dev.latchkey.testing.TestEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What docs/alipay.md tells an operator, done word for word, in both languages: from a key pair to a button that
/// leads to Alipay.
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the guide's commands are for a Unix shell")
class AlipayGuideTest {
    private static final Path DOCS = Path.of("docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^ *```sh\n(.*?)^ *```$");

    private Scene scene;

    @BeforeAll
    void setTheScene() {
        scene = Scene.set();
    }

    @AfterEach
    void removeTheGuidesConnectors() {
        scene.admin().disconnect("alipay");
        scene.admin().disconnect("alipay-app");
    }

    @AfterAll
    void close() {
        scene.admin().connectAlipay(scene.alipay());
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alipay.md", "alipay.zh-CN.md"})
    void anOperatorGetsAButtonThatLeadsToAlipay(String guide) throws IOException {
        scene.admin().disconnect(Admin.ALIPAY);
        scene.admin().disconnect(Admin.ALIPAY_NATIVE);
        scene.admin().experience(Map.of("socialSignInConnectorTargets", List.of()));

        String said = run(guide, setUp(guide)).replaceFirst("(?s)^.*?(?=MII)", "");

        assertTrue(said.contains("\"callbackUri\": \"" + endpoint() + "/callback/alipay\""), said);
        assertTrue(said.contains("\"callbackUri\": \"" + endpoint() + "/callback/alipay-app\""), said);
        assertTrue(said.contains("\"warnings\": null"), said);
        assertTrue(said.startsWith("MII"), "the public key in one line: " + said);
        Browser browser = new Browser();
        RelyingParty.Journey journey = scene.web().journey().with("direct_sign_in", "social:alipay");
        String alipay = browser.get(journey.url()).location();
        assertTrue(alipay.startsWith("https://openauth.alipay.com/oauth2/publicAppAuthorize.htm?"), alipay);
        assertEquals("2021000000000000", parameter(alipay, "app_id"));
        assertEquals(endpoint() + "/callback/alipay", parameter(alipay, "redirect_uri"));
    }

    /// The simulator takes Alipay's place before Alipay itself would be called.
    @ParameterizedTest
    @ValueSource(strings = {"alipay.md", "alipay.zh-CN.md"})
    void anOperatorAsksWhatIsWrong(String guide) throws IOException {
        scene.admin().disconnect(Admin.ALIPAY);
        scene.admin().connectAlipay("alipay", scene.alipay());

        String said = run(guide, diagnosis(guide));

        assertTrue(said.contains("true"), said);
        assertTrue(said.contains("signature.accepted"), said);
    }

    @Test
    void bothLanguagesHaveTheSameCommands() throws IOException {
        assertEquals(blocks("alipay.md"), blocks("alipay.zh-CN.md"));
    }

    /// In a folder of its own, behind the commands that the guide takes from another page.
    private String run(String guide, List<String> commands) throws IOException {
        Path folder =
                Files.createDirectories(Path.of("target", "alipay-guide", guide).toAbsolutePath());
        Files.writeString(folder.resolve("alipay-public.pem"), scene.alipay().alipayPublicKey());
        String token = blocks("management-api.md")
                .getFirst()
                .replace("ENDPOINT=http://localhost:3001", "ENDPOINT=" + endpoint());
        Path script = Files.writeString(
                folder.resolve("guide.sh"), "cd " + folder + "\n" + token + String.join("\n", commands));
        ProcessTree shell = ProcessTree.run(
                folder.resolve("guide.log"),
                Map.of(
                        "LATCHKEY_ADMIN_CLIENT_ID", TestEnvironment.ADMIN_ID,
                        "LATCHKEY_ADMIN_CLIENT_SECRET", TestEnvironment.ADMIN_SECRET),
                "bash",
                "-euo",
                "pipefail",
                script.toString());
        assertEquals(0, shell.exitCode(), shell::output);
        return shell.output();
    }

    private static List<String> setUp(String guide) throws IOException {
        return blocks(guide).stream().filter(block -> !isDiagnosis(block)).toList();
    }

    private static List<String> diagnosis(String guide) throws IOException {
        return blocks(guide).stream().filter(AlipayGuideTest::isDiagnosis).toList();
    }

    private static boolean isDiagnosis(String block) {
        return block.contains("/diagnosis");
    }

    private static List<String> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(DOCS.resolve(page)))
                .results()
                .map(block -> block.group(1).replaceAll("(?m)^   ", ""))
                .toList();
    }
}
