package dev.latchkey.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.testing.Browser;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Plan `formpost-basic`: all of `basic`, with every answer, refusals too, posted by a form.
@QuarkusTest
class FormPostBasicTest extends BasicPlan {
    @Override
    Client register(Scene scene) {
        return Client.of(BasicStaticTest.webApplication(scene));
    }

    @Override
    Client registerForPost(Scene scene) {
        return Client.byPost(BasicStaticTest.webApplication(scene));
    }

    @Override
    Map<String, String> responseMode() {
        return Map.of("response_mode", "form_post");
    }

    /// The page sends itself on, by a script that its policy admits.
    @Test
    void theAnswerNeedsNoClickAndNoInlineScript() {
        try (Scene scene = Scene.set()) {
            Map<String, String> request = new HashMap<>(register(scene).request());
            request.put("response_mode", "form_post");
            request.put("prompt", "none");
            Browser.Answer page = register(scene).open(new Browser(), request);
            assertEquals(200, page.status());
            assertTrue(page.body().contains("<script src=\"/assets/page/form-post.js\"></script>"));
            assertFalse(page.body().matches("(?s).*<script>.*|.* on[a-z]+=.*"));
            assertTrue(page.header("content-security-policy").contains("script-src 'self'"));
        }
    }
}
