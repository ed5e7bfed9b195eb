package dev.latchkey.platform;

/// A refusal of the management API: `{code, message, data?, details?}` with an HTTP status.
/// An answer, not a fault, so it carries no stack trace and must hold no secret.
public final class ApiException extends RuntimeException {
    private final int status;
    private final String code;
    private final Object data;
    private final String details;

    public ApiException(int status, String code, String message) {
        this(status, code, message, null, null);
    }

    public ApiException(int status, String code, String message, Object data, String details) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.data = data;
        this.details = details;
    }

    /// 400 `guard.invalid_input`: body, query or path does not fit; `details` names the place.
    public static ApiException invalidInput(String details) {
        return new ApiException(400, "guard.invalid_input", "The request is invalid.", null, details);
    }

    /// 404 `entity.not_found`.
    public static ApiException notFound(String what, String id) {
        return new ApiException(404, "entity.not_found", "There is no " + what + " with the id " + id + ".");
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public Object data() {
        return data;
    }

    public String details() {
        return details;
    }
}
