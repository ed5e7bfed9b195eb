package dev.latchkey.platform;

import java.net.http.HttpHeaders;
import java.util.Optional;

/// What another service answered, whatever its status; the bytes are as sent, because a signature
/// may cover them.
public record OutboundResponse(int status, HttpHeaders headers, byte[] body) {
    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /// Without the body: it may hold tokens.
    @Override
    public String toString() {
        return "OutboundResponse[status=" + status + ", " + body.length + " bytes]";
    }
}
