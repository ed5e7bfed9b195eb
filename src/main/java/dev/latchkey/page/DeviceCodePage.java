package dev.latchkey.page;

import io.quarkus.qute.CheckedTemplate;
import java.util.Optional;

/// Asks for the code that a device shows (RFC 8628 §3.3). The form carries `user_code`.
///
/// @param code what was typed before, or came with the address
/// @param action where the form is posted, a path of this service
@CheckedTemplate(basePath = "page", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
public record DeviceCodePage(Look look, Optional<Notice> notice, String code, String action) implements Page {
    @Override
    public int status() {
        return notice.map(present -> present.trouble().status()).orElse(200);
    }
}
