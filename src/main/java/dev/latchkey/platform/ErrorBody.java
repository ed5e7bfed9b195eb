package dev.latchkey.platform;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// The body of a refusal by the management API (reference section 2, "Errors"); an unexpected
/// failure has only a message.
@RegisterForReflection // answers carry it untyped: tell the native image
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ErrorBody(String code, String message, Object data, String details) {
    /// Where no resource is.
    public static final ErrorBody NOTHING_HERE = new ErrorBody("entity.not_found", "There is nothing at this address.");

    public ErrorBody(String code, String message) {
        this(code, message, null, null);
    }
}
