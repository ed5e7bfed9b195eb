package dev.latchkey.page;

import io.quarkus.qute.TemplateExtension;
import java.util.List;

/// What templates ask about buttons.
@TemplateExtension
final class SocialButtons {
    private SocialButtons() {}

    /// Whether a browser without an app around it shows any.
    static boolean isAnyShown(List<SocialButton> buttons) {
        return buttons.stream().anyMatch(SocialButton::isShown);
    }

    static boolean isAnyBridged(List<SocialButton> buttons) {
        return buttons.stream().anyMatch(button -> button.bridge().isPresent());
    }
}
