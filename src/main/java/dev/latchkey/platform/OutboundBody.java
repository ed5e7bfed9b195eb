package dev.latchkey.platform;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;

/// Takes the bytes out of a request's body, which was made of text or bytes and so is there at once.
final class OutboundBody implements Subscriber<ByteBuffer> {
    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();

    private OutboundBody() {}

    static byte[] of(BodyPublisher publisher) {
        OutboundBody body = new OutboundBody();
        publisher.subscribe(body);
        return body.collected.toByteArray();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        collected.writeBytes(bytes);
    }

    @Override
    public void onError(Throwable failure) {
        throw new IllegalArgumentException("the body of a request is text or bytes", failure);
    }

    @Override
    public void onComplete() {}
}
