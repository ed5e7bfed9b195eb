package dev.latchkey.page;

import io.quarkus.qute.TemplateExtension;
import java.lang.Character.UnicodeScript;

/// Sets names into Chinese sentences as a typesetter would.
@TemplateExtension
final class Typography {
    private Typography() {}

    /// Puts a space wherever a name that is not written in Chinese meets the sentence around it.
    static String spaced(String name) {
        if (name.isEmpty()) {
            return name;
        }
        return gap(name.codePointAt(0)) + name + gap(name.codePointBefore(name.length()));
    }

    /// As [#spaced] where a full-width mark follows, which brings its own space.
    static String spacedBefore(String name) {
        return name.isEmpty() ? name : gap(name.codePointAt(0)) + name;
    }

    private static String gap(int neighbour) {
        boolean chinese = UnicodeScript.of(neighbour) == UnicodeScript.HAN || !Character.isLetterOrDigit(neighbour);
        return chinese ? "" : " ";
    }
}
