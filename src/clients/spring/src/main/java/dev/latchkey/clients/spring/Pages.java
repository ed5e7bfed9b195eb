package dev.latchkey.clients.spring;

import java.time.Instant;
import java.util.Map;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.annotation.RegisteredOAuth2AuthorizedClient;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class Pages {
    private final OAuth2AuthorizedClientService clients;

    Pages(OAuth2AuthorizedClientService clients) {
        this.clients = clients;
    }

    @GetMapping("/")
    Map<String, Object> person(
            @AuthenticationPrincipal OidcUser user,
            @RegisteredOAuth2AuthorizedClient("latchkey") OAuth2AuthorizedClient client) {
        return Map.of(
                "subject", user.getSubject(),
                "userinfo", user.getUserInfo().getClaims(),
                "accessToken", client.getAccessToken().getTokenValue());
    }

    /// Lets the access token be over, so that Spring Security refreshes it at the next use.
    @GetMapping("/expire")
    Map<String, Object> expire(
            Authentication person, @RegisteredOAuth2AuthorizedClient("latchkey") OAuth2AuthorizedClient client) {
        OAuth2AccessToken token = client.getAccessToken();
        Instant issued = token.getIssuedAt().minusSeconds(10);
        OAuth2AccessToken over = new OAuth2AccessToken(
                token.getTokenType(), token.getTokenValue(), issued, issued.plusSeconds(1), token.getScopes());
        clients.saveAuthorizedClient(
                new OAuth2AuthorizedClient(
                        client.getClientRegistration(), client.getPrincipalName(), over, client.getRefreshToken()),
                person);
        return Map.of();
    }

    @GetMapping("/bye")
    Map<String, Object> bye() {
        return Map.of("bye", true);
    }

    @GetMapping("/api/orders")
    Map<String, Object> orders(@AuthenticationPrincipal Jwt token) {
        return Map.of("subject", token.getSubject());
    }
}
