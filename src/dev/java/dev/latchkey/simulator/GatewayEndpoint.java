package dev.latchkey.simulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.latchkey.simulator.Grants.Grant;
import dev.latchkey.simulator.Scenario.Content;
import dev.latchkey.simulator.Scenario.Refusal;
import dev.latchkey.simulator.Scenario.Tampering;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// `gateway.do`: admits a call, answers it as the script wants, signs the answer.
final class GatewayEndpoint implements HttpHandler {
    static final String PATH = "/gateway.do";

    private final Entrance entrance;
    private final Business business;
    private final Script script;
    private final Console console;
    private final List<RecordedCall> calls;

    GatewayEndpoint(Entrance entrance, Business business, Script script, Console console, List<RecordedCall> calls) {
        this.entrance = entrance;
        this.business = business;
        this.script = script;
        this.console = console;
        this.calls = calls;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<GatewayCall> call = read(exchange);
            if (call.isPresent()) {
                Outcome outcome = outcome(call.get());
                Transport.send(exchange, outcome.answer(), call.get().charset(), outcome.scenario());
            }
        }
    }

    private Optional<GatewayCall> read(HttpExchange exchange) throws IOException {
        try {
            GatewayCall call = GatewayCall.read(exchange);
            calls.add(new RecordedCall(call.rawQuery(), call.rawBody(), call.parameters()));
            return Optional.of(call);
        } catch (IllegalArgumentException e) {
            Reply.page(400, Html.page("Bad Request", Html.escape(e.getMessage())))
                    .send(exchange);
            return Optional.empty();
        }
    }

    private record Outcome(byte[] answer, Optional<Scenario> scenario) {}

    private Outcome outcome(GatewayCall call) {
        try {
            Entrance.Visitor visitor = admit(call);
            Optional<Grant> grant = business.grant(visitor.call(), call.parameters());
            Optional<Scenario> scenario =
                    script.next(visitor.call(), visitor.app().appId(), grant.map(Grant::person));
            return new Outcome(answerOrRefusal(call, visitor, grant, scenario), scenario);
        } catch (Refused refused) {
            return new Outcome(refusal(call, refused.refusal()), Optional.empty());
        }
    }

    /// However it ends, it travels as the script wants.
    private byte[] answerOrRefusal(
            GatewayCall call, Entrance.Visitor visitor, Optional<Grant> grant, Optional<Scenario> scenario) {
        try {
            return answer(call, visitor, grant, scenario);
        } catch (Refused refused) {
            return refusal(call, refused.refusal());
        }
    }

    private Entrance.Visitor admit(GatewayCall call) {
        if (!call.namesCharset()) {
            throw Refused.because("40002", "isv.invalid-charset", "字符集错误");
        }
        return entrance.admit(call.parameters(), call.charset());
    }

    private byte[] answer(
            GatewayCall call, Entrance.Visitor visitor, Optional<Grant> grant, Optional<Scenario> scenario) {
        if (scenario.orElse(null) instanceof Refusal refusal) {
            throw new Refused(refusal);
        }
        ObjectNode node = business.answer(visitor, call.parameters(), grant, only(Content.class, scenario));
        Contents.name(node, only(Scenario.Ids.class, scenario));
        return new SignedAnswer(
                        console.signer(visitor.app().certificateSerial().isPresent(), visitor.algorithm()),
                        call.charset())
                .write(visitor.call().node(), node, Optional.of(visitor.algorithm()), only(Tampering.class, scenario));
    }

    private byte[] refusal(GatewayCall call, Refusal refusal) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("code", refusal.code())
                .put("msg", refusal.msg())
                .put("sub_code", refusal.subCode())
                .put("sub_msg", refusal.subMsg());
        Optional<String> algorithm = Entrance.algorithm(call.parameters()).filter(name -> refusal.signed());
        return new SignedAnswer(console.signer(false, algorithm.orElse("SHA256withRSA")), call.charset())
                .write(nodeName(call, refusal.place()), node, algorithm, Optional.empty());
    }

    private static String nodeName(GatewayCall call, Scenario.Place place) {
        Optional<Call> method = Call.of(call.parameters().getOrDefault("method", ""));
        return switch (place) {
            case USUAL -> method.map(Call::errorNode).orElse("error_response");
            case ERROR_RESPONSE -> "error_response";
            case OWN_NODE -> method.map(Call::node).orElse("error_response");
        };
    }

    private static <T extends Scenario> Optional<T> only(Class<T> kind, Optional<Scenario> scenario) {
        return scenario.filter(kind::isInstance).map(kind::cast);
    }
}
