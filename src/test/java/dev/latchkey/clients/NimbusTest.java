package dev.latchkey.clients;

import static dev.latchkey.testing.RelyingParty.endpoint;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import dev.latchkey.testing.Browser;
import dev.latchkey.testing.RelyingParty;
import dev.latchkey.testing.Scene;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The Nimbus `oauth2-oidc-sdk`.
@QuarkusTest
class NimbusTest {
    private static final URI HOME = URI.create("https://bookstore.example.com/");
    private static final URI CALLBACK = HOME.resolve("callback");

    private final Issuer issuer = new Issuer(endpoint() + "/oidc");
    private final CodeVerifier verifier = new CodeVerifier();
    private final State state = new State();
    private final Nonce nonce = new Nonce();

    private ClientAuthentication client;
    private OIDCProviderMetadata provider;

    @Test
    void signsInRefreshesReadsUserinfoAndSignsOut() throws Exception {
        try (Scene scene = Scene.set()) {
            RelyingParty bookstore = scene.admin()
                    .application(
                            "Traditional",
                            Map.of(
                                    "redirectUris",
                                    List.of(CALLBACK.toString()),
                                    "postLogoutRedirectUris",
                                    List.of(HOME.toString())),
                            Map.of());
            client = new ClientSecretBasic(new ClientID(bookstore.id()), new Secret(bookstore.secret()));
            provider = OIDCProviderMetadata.resolve(issuer);

            Browser browser = new Browser();
            OIDCTokens first = redeem(signIn(browser));
            IDTokenClaimsSet person = validated(first, nonce);

            OIDCTokens second = tokens(new RefreshTokenGrant(first.getRefreshToken()));
            assertNotEquals(first.getAccessToken(), second.getAccessToken());
            assertEquals(person.getSubject(), validated(second, null).getSubject());

            UserInfo userInfo = userInfo(second.getAccessToken());
            assertEquals(person.getSubject(), userInfo.getSubject());
            assertEquals("林小雨🌧", userInfo.getName());

            signOut(browser, second);
            assertTrue(isActive(second.getAccessToken()), "the session ended, the authorization goes on offline");
            revoke(second);
            assertEquals(false, isActive(second.getAccessToken()));
        }
    }

    private AuthenticationSuccessResponse signIn(Browser browser) throws ParseException {
        URI request = new AuthenticationRequest.Builder(
                        ResponseType.CODE, Scope.parse("openid profile offline_access"), client.getClientID(), CALLBACK)
                .endpointURI(provider.getAuthorizationEndpointURI())
                .codeChallenge(verifier, CodeChallengeMethod.S256)
                .prompt(new Prompt(Prompt.Type.CONSENT))
                .state(state)
                .nonce(nonce)
                .customParameter("direct_sign_in", "social:alipay")
                .build()
                .toURI();
        Browser.Answer back = browser.get(browser.get(request.toString()).location() + "&person=lin");
        URI callback = URI.create(browser.follow(back.location(), endpoint()).location());
        AuthenticationSuccessResponse answer =
                AuthenticationResponseParser.parse(callback).toSuccessResponse();
        assertEquals(state, answer.getState());
        assertEquals(issuer, answer.getIssuer());
        return answer;
    }

    private OIDCTokens redeem(AuthenticationSuccessResponse answer) throws ParseException, IOException {
        return tokens(new AuthorizationCodeGrant(answer.getAuthorizationCode(), CALLBACK, verifier));
    }

    private OIDCTokens tokens(AuthorizationGrant grant) throws ParseException, IOException {
        TokenRequest request = new TokenRequest.Builder(provider.getTokenEndpointURI(), client, grant).build();
        OIDCTokenResponse answer = (OIDCTokenResponse)
                OIDCTokenResponseParser.parse(request.toHTTPRequest().send()).toSuccessResponse();
        return answer.getOIDCTokens();
    }

    private IDTokenClaimsSet validated(OIDCTokens tokens, Nonce expected) throws Exception {
        IDTokenValidator validator = new IDTokenValidator(
                issuer,
                client.getClientID(),
                com.nimbusds.jose.JWSAlgorithm.RS256,
                provider.getJWKSetURI().toURL());
        return validator.validate(tokens.getIDToken(), expected);
    }

    private UserInfo userInfo(AccessToken token) throws ParseException, IOException {
        UserInfoRequest request = new UserInfoRequest(provider.getUserInfoEndpointURI(), token);
        return UserInfoResponse.parse(request.toHTTPRequest().send())
                .toSuccessResponse()
                .getUserInfo();
    }

    private boolean isActive(AccessToken token) throws ParseException, IOException {
        TokenIntrospectionRequest request =
                new TokenIntrospectionRequest(provider.getIntrospectionEndpointURI(), client, token);
        return TokenIntrospectionResponse.parse(request.toHTTPRequest().send())
                .toSuccessResponse()
                .isActive();
    }

    private void revoke(OIDCTokens tokens) throws IOException {
        TokenRevocationRequest request =
                new TokenRevocationRequest(provider.getRevocationEndpointURI(), client, tokens.getRefreshToken());
        assertEquals(200, request.toHTTPRequest().send().getStatusCode());
    }

    private void signOut(Browser browser, OIDCTokens tokens) {
        URI request = new LogoutRequest(provider.getEndSessionEndpointURI(), tokens.getIDToken(), HOME, state).toURI();
        assertEquals(HOME + "?state=" + state, browser.get(request.toString()).location());
    }
}
