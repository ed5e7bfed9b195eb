package dev.latchkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// HTTP as bytes, for what no well-behaved client would send.
public final class Wire {
    private static final int TIMEOUT_MILLIS = 20_000;

    private Wire() {}

    /// What came back.
    public record Answer(int status, List<String> headers, String body) {
        public Optional<String> header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).strip())
                    .findFirst();
        }
    }

    /// A GET of a browser, with exactly this target.
    public static Answer get(String target) {
        return send("GET " + target + " HTTP/1.1\r\n" + common() + "\r\n");
    }

    /// A form posted by a browser, with exactly this body.
    public static Answer post(String target, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        return send("POST " + target + " HTTP/1.1\r\n" + common()
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + bytes.length + "\r\n\r\n"
                + body);
    }

    /// Only the head of a request, which announces a body of this length.
    public static Answer announce(String target, String token, long length) {
        return send("POST " + target + " HTTP/1.1\r\n" + common() + "Authorization: Bearer " + token
                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n");
    }

    /// Anything, with these lines of the head beside the usual ones. A service that has read enough may
    /// close before all is sent.
    public static Answer send(String method, String target, List<String> headers, byte[] body) {
        String head = method + " " + target + " HTTP/1.1\r\n" + common()
                + headers.stream().map(line -> line + "\r\n").collect(java.util.stream.Collectors.joining())
                + "Content-Length: " + body.length + "\r\n\r\n";
        URI endpoint = URI.create(RelyingParty.endpoint());
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            try {
                socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
                socket.getOutputStream().write(body);
                socket.getOutputStream().flush();
            } catch (IOException _) {
                // the answer is there already
            }
            return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String common() {
        URI endpoint = URI.create(RelyingParty.endpoint());
        return "Host: " + endpoint.getAuthority() + "\r\nAccept: text/html,*/*;q=0.8\r\nConnection: close\r\n";
    }

    private static Answer send(String request) {
        URI endpoint = URI.create(RelyingParty.endpoint());
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return read(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer read(String text) {
        String[] parts = text.split("\r\n\r\n", 2);
        List<String> head = parts[0].lines().toList();
        return new Answer(
                Integer.parseInt(head.getFirst().split(" ")[1]),
                head.subList(1, head.size()),
                parts.length > 1 ? parts[1] : "");
    }
}
