package dev.latchkey.connector.alipay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.simulator.Call;
import dev.latchkey.simulator.Keys;
import dev.latchkey.simulator.Person;
import dev.latchkey.simulator.Rule;
import dev.latchkey.simulator.Scenario.Content;
import dev.latchkey.simulator.SimulatedApp;
import dev.latchkey.simulator.SimulatedApp.IdMode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who a person is, for every combination of ids that Alipay hands out (B7, C3).
class IdentityTest {
    private static final Person LIN = Person.ALL.getFirst();
    private static Alipay alipay;

    @BeforeAll
    static void start() {
        alipay = new Alipay();
    }

    @AfterAll
    static void stop() {
        alipay.close();
    }

    @BeforeEach
    @AfterEach
    void reset() {
        alipay.simulator.reset();
        alipay.app(IdMode.OPEN_ID);
    }

    @ParameterizedTest
    @CsvSource({
        // token answer     | user-info answer   | key
        "user_id=U          , user_id=U          , U",
        "user_id=U          , ''                 , U",
        "''                 , user_id=U          , U",
        "open_id=O          , open_id=O          , O",
        "open_id=O          , ''                 , O",
        "''                 , open_id=O          , O",
        "user_id=U open_id=O, user_id=U open_id=O, U",
        "user_id=U          , open_id=O          , U",
        "open_id=O          , user_id=U          , U",
        "''                 , alipay_open_id=A   , A",
        "alipay_open_id=A   , ''                 , A",
        "open_id=O          , alipay_open_id=A   , O",
        "user_id=U union_id=N, union_id=N        , U",
        "open_id=O union_id=N, ''                , O",
        "user_id=U alipay_user_id=X, ''          , U",
        "open_id=O user_id= , user_id=           , O",
    })
    void isTheUserIdElseTheOpenIdWhicheverAnswerTellsIt(String token, String userInfo, String key) {
        assertEquals(key, ids(token).and(ids(userInfo)).key());
    }

    @ParameterizedTest
    @CsvSource({
        "user_id=U , user_id=V",
        "open_id=O , open_id=P",
        "union_id=N, union_id=M",
        "user_id=U open_id=O, user_id=U open_id=P",
        "alipay_open_id=A, alipay_open_id=B",
    })
    void isRefusedWhenTheAnswersDisagree(String token, String userInfo) {
        assertThrows(MalformedAnswerException.class, () -> ids(token).and(ids(userInfo)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user_id=", "open_id=", "union_id=N", "alipay_user_id=X"})
    void isRefusedWithoutAnIdThatIsOne(String answer) {
        assertThrows(MalformedAnswerException.class, () -> ids(answer).key());
    }

    @Test
    void isReadFromANumberToo() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("user_id", 2088000000000001L);
        assertEquals("2088000000000001", AlipayIds.in(new AnswerFields(node)).key());
    }

    @Test
    void isNeverAnythingButAnId() {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        list.putArray("user_id").add("2088");
        assertThrows(MalformedAnswerException.class, () -> AlipayIds.in(new AnswerFields(list)));
        for (String id : new String[] {"a b", "a\nb", "a\u0000", "林", "x".repeat(257)}) {
            ObjectNode node = JsonNodeFactory.instance.objectNode().put("open_id", id);
            assertThrows(MalformedAnswerException.class, () -> AlipayIds.in(new AnswerFields(node)), id);
        }
    }

    @ParameterizedTest
    @EnumSource(IdMode.class)
    void isTheSamePersonThroughAlipaysMoveToOpenIds(IdMode mode) {
        alipay.app(mode);
        ExternalIdentity lin = alipay.signIn("lin");

        assertEquals(mode == IdMode.OPEN_ID ? LIN.openId(Alipay.APP) : LIN.userId(), lin.id());
        assertEquals(mode == IdMode.OPEN_ID ? Optional.empty() : Optional.of(LIN.userId()), lin.userId());
        assertEquals(mode == IdMode.USER_ID ? Optional.empty() : Optional.of(LIN.openId(Alipay.APP)), lin.openId());
    }

    @Test
    void bringsTheUnionIdWhenThereIsOne() {
        alipay.simulator.register(
                SimulatedApp.of(Alipay.APP, Alipay.KEYS.merchant().getPublic()).withUnionId());
        assertEquals(Optional.of(LIN.unionId()), alipay.signIn("lin").unionId());
    }

    @Test
    void isFoundUnderTheOtherNameOfTheOpenId() {
        alipay.simulator.play(Rule.always(), Content.ALIPAY_OPEN_ID);
        ExternalIdentity lin = alipay.signIn("lin");
        assertEquals(LIN.openId(Alipay.APP), lin.id());
        assertEquals(Optional.of(LIN.openId(Alipay.APP)), lin.openId());
    }

    @Test
    void comesFromTheTokenAnswerWhenUserInfoHasNone() {
        alipay.simulator.play(Rule.on(Call.USER_INFO), Content.NO_ID);
        assertEquals(LIN.openId(Alipay.APP), alipay.signIn("lin").id());
    }

    @Test
    void comesFromUserInfoWhenTheTokenAnswerHasNone() {
        alipay.simulator.play(Rule.on(Call.TOKEN), Content.NO_ID);
        assertEquals(LIN.openId(Alipay.APP), alipay.signIn("lin").id());
    }

    @ParameterizedTest
    @EnumSource(
            value = Content.class,
            names = {"NO_ID", "EMPTY_ID", "UNION_ID_ONLY"})
    void isNotInventedWhenNoAnswerHasOne(Content content) {
        alipay.simulator.play(Rule.always(), content);
        assertEquals(
                ConnectorError.INVALID_RESPONSE,
                alipay.refused(alipay.connector()).error());
    }

    @Test
    void isRefusedWhenUserInfoIsAboutSomebodyElse() {
        alipay.simulator.play(Rule.on(Call.USER_INFO), Content.SOMEBODY_ELSE);
        assertEquals(
                ConnectorError.INVALID_RESPONSE,
                alipay.refused(alipay.connector()).error());
    }

    @Test
    void differsFromAppToAppWhenItIsAnOpenId() {
        String other = "2021000000000009";
        alipay.simulator.register(SimulatedApp.of(other, Alipay.KEYS.merchant().getPublic()));
        var connector = alipay.connector(
                alipay.config().put("appId", other).put("privateKey", Keys.pem(Alipay.KEYS.merchant())));
        String code = alipay.simulator.issueCode(other, "lin", "auth_user");
        ExternalIdentity there = connector.identify(Arrival.of(Map.of("auth_code", code), Alipay.CALLBACK));

        assertEquals(LIN.openId(other), there.id());
        assertEquals(Optional.of(other), there.appId());
        assertEquals(LIN.openId(Alipay.APP), alipay.signIn("lin").id());
    }

    private static AlipayIds ids(String fields) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (String field : fields.isEmpty() ? new String[0] : fields.split(" ")) {
            int equals = field.indexOf('=');
            node.put(field.substring(0, equals), field.substring(equals + 1));
        }
        return AlipayIds.in(new AnswerFields(node));
    }
}
