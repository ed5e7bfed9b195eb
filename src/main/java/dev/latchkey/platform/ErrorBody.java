package dev.latchkey.platform;

import com.fasterxml.jackson.annotation.JsonInclude;

/// The body of a refusal by the management API (reference section 2, "Errors"); an unexpected
/// failure has only a message.
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorBody(String code, String message, Object data, String details) {
    public ErrorBody(String code, String message) {
        this(code, message, null, null);
    }
}
