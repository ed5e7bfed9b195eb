package dev.latchkey.connector.wechat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.Arrival;
import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.Visitor;
import dev.latchkey.connector.kit.ConnectorContract;
import dev.latchkey.testing.JsonServer;
import dev.latchkey.testing.StandardsForTests;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// WeChat, in browsers and in apps: who a person is, and what its numbers mean.
class WeChatTest {
    private static final URI CALLBACK = URI.create("https://id.example.com/callback/wechat");
    private static final String TOKEN = "/sns/oauth2/access_token";
    private static final String PERSON = "/sns/userinfo";
    private static JsonServer provider;

    @BeforeAll
    static void start() {
        provider = JsonServer.start();
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    @BeforeEach
    void honest() {
        provider.on(TOKEN, "{\"access_token\":\"t-1\",\"openid\":\"o-1\",\"scope\":\"snsapi_login\"}");
        provider.on(PERSON, """
                {"openid":"o-1","nickname":"小林","headimgurl":"http://thirdwx.example/1","unionid":"u-1","sex":0}""");
    }

    @Nested
    class WebContractTest extends ConnectorContract {
        @Override
        protected ConnectorFactory factory() {
            return web();
        }

        @Override
        protected ObjectNode config() {
            return settings();
        }
    }

    @Nested
    class NativeContractTest extends ConnectorContract {
        @Override
        protected ConnectorFactory factory() {
            return onPhones();
        }

        @Override
        protected ObjectNode config() {
            return settings();
        }
    }

    @Test
    void showsTheCodeOnItsPage() {
        URI production = new WeChatWebFactory(StandardsForTests.fresh(Clock.systemUTC()))
                .configure(settings())
                .authorizationUri(new Visitor("s-1", CALLBACK, ""))
                .address();
        assertEquals(
                "https://open.weixin.qq.com/connect/qrconnect?appid=wx-1"
                        + "&redirect_uri=https%3A%2F%2Fid.example.com%2Fcallback%2Fwechat"
                        + "&response_type=code&scope=snsapi_login&state=s-1#wechat_redirect",
                production.toString());
    }

    @Test
    void asksTheSdkOnAPhone() {
        var connector = onPhones().configure(settings());
        assertEquals(
                "wechat://?app_id=wx-1&state=s-1",
                connector
                        .authorizationUri(new Visitor("s-1", CALLBACK, ""))
                        .address()
                        .toString());
        assertFalse(connector.isOfferedTo("Mozilla/5.0", Platform.Native));
    }

    @Test
    void knowsThePersonByTheUnionIdAndKeepsTheOpenId() {
        ExternalIdentity person = signIn(web());
        assertEquals("u-1", person.id());
        assertEquals(Optional.of("u-1"), person.unionId());
        assertEquals(Optional.of("o-1"), person.openId());
        assertEquals(Optional.of("wx-1"), person.appId());
        assertEquals("小林", person.name().orElseThrow());
        assertEquals("https://thirdwx.example/1", person.avatar().orElseThrow());
        assertEquals("wx-secret", provider.call(TOKEN).parameters().get("secret"));
        assertEquals("u-1", signIn(onPhones()).id());
    }

    @Test
    void knowsThePersonByTheOpenIdAlone() {
        provider.on(PERSON, "{\"openid\":\"o-1\",\"nickname\":\"\",\"headimgurl\":\"\"}");
        ExternalIdentity person = signIn(web());
        assertEquals("o-1", person.id());
        assertTrue(person.unionId().isEmpty()
                && person.name().isEmpty()
                && person.avatar().isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "40029, AUTH_CODE_INVALID, ACCESS_TOKEN_IGNORED",
        "40163, AUTH_CODE_INVALID, ACCESS_TOKEN_IGNORED",
        "40001, MISCONFIGURED, ACCESS_TOKEN_INVALID",
        "42001, ACCESS_TOKEN_INVALID, ACCESS_TOKEN_INVALID",
        "40013, MISCONFIGURED, MISCONFIGURED",
        "40125, MISCONFIGURED, MISCONFIGURED",
        "-1, UNAVAILABLE, UNAVAILABLE",
        "45011, UNAVAILABLE, UNAVAILABLE",
        "99999, GENERAL, GENERAL",
    })
    void tellsApartWhoCanMendARefusal(int code, ConnectorError atToken, String atPerson) {
        provider.on(PERSON, "{\"errcode\":" + code + ",\"errmsg\":\"code c-1 is bad\"}");
        if (!atPerson.equals("ACCESS_TOKEN_IGNORED")) {
            assertEquals(atPerson, refusal().error().name());
        }
        provider.on(TOKEN, "{\"errcode\":" + code + ",\"errmsg\":\"code c-1 is bad\"}");
        ConnectorException refused = refusal();
        assertEquals(atToken, refused.error());
        assertFalse((refused.getMessage() + refused.data()).contains("c-1"));
    }

    @Test
    void believesNoAnswerAboutAnotherPerson() {
        provider.on(PERSON, "{\"openid\":\"o-2\",\"unionid\":\"u-2\"}");
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal().error());
        provider.on(TOKEN, "{\"access_token\":\"t-1\"}");
        assertEquals(ConnectorError.INVALID_RESPONSE, refusal().error());
    }

    private static ConnectorException refusal() {
        return assertThrows(ConnectorException.class, () -> signIn(web()));
    }

    private static ExternalIdentity signIn(ConnectorFactory factory) {
        return factory.configure(settings()).identify(Arrival.of(Map.of("code", "c-1"), CALLBACK));
    }

    private static ConnectorFactory web() {
        URI page = URI.create(provider.address() + "/qrconnect");
        return new WeChatWebFactory(StandardsForTests.fresh(Clock.systemUTC()), page, URI.create(provider.address()));
    }

    private static ConnectorFactory onPhones() {
        return new WeChatNativeFactory(StandardsForTests.fresh(Clock.systemUTC()), URI.create(provider.address()));
    }

    private static ObjectNode settings() {
        return JsonNodeFactory.instance.objectNode().put("appId", "wx-1").put("appSecret", "wx-secret");
    }
}
