package dev.latchkey.exchange;

import static dev.latchkey.oauth.OAuthError.INVALID_REQUEST;
import static dev.latchkey.oauth.OAuthError.INVALID_SCOPE;
import static dev.latchkey.oauth.OAuthError.INVALID_TARGET;

import dev.latchkey.audit.AuditEvent;
import dev.latchkey.audit.AuditLog;
import dev.latchkey.client.AuthenticatedClient;
import dev.latchkey.grant.Grant;
import dev.latchkey.oauth.GrantType;
import dev.latchkey.oauth.Parameters;
import dev.latchkey.oauth.Scopes;
import dev.latchkey.resource.Resources;
import dev.latchkey.token.Entitlement;
import dev.latchkey.token.EntitlementIssuer;
import dev.latchkey.token.OfferedScopes;
import dev.latchkey.token.TokenResponse;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// RFC 8693: whoever brings a token of one kind gets one of another for the same person. Everything about the
/// request is checked before the subject token, which may be good for one use.
@Singleton
class TokenExchangeGrant implements Grant {
    private static final String EVENT = "ExchangeTokenBy.TokenExchange";

    private final Map<String, SubjectTokens> kinds = new HashMap<>();
    private final Actors actors;
    private final Resources resources;
    private final EntitlementIssuer issuer;
    private final AuditLog audit;
    private final Clock clock;

    TokenExchangeGrant(
            @All List<SubjectTokens> kinds,
            Actors actors,
            Resources resources,
            EntitlementIssuer issuer,
            AuditLog audit,
            Clock clock) {
        kinds.forEach(kind -> kind.types().forEach(type -> this.kinds.put(type, kind)));
        this.actors = actors;
        this.resources = resources;
        this.issuer = issuer;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public GrantType type() {
        return GrantType.TOKEN_EXCHANGE;
    }

    @Override
    public TokenResponse redeem(Parameters request, AuthenticatedClient client) {
        requireAccessTokenWanted(request);
        SubjectTokens kind = kindOf(request.required("subject_token_type"));
        request.required("subject_token");
        Target target = Target.of(request, resources);
        Scopes asked = asked(request, target);
        Optional<String> actor = actors.of(request, client);
        if (!kind.isSignIn()) {
            target.requireOne();
        } else if (actor.isPresent()) {
            throw INVALID_REQUEST.because("nobody can act for a person who signs in");
        }
        SubjectToken subject = kind.accept(request, client);
        TokenResponse tokens =
                switch (subject) {
                    case SubjectToken.Proven person -> signIn(person, asked, target, client);
                    case SubjectToken.Impersonated person -> impersonate(person, asked, target, actor, client);
                    case SubjectToken.Received token -> derive(token, asked, target, actor, client);
                };
        return tokens.issuedAs(TokenTypes.ACCESS_TOKEN);
    }

    private SubjectTokens kindOf(String type) {
        return Optional.ofNullable(kinds.get(type))
                .orElseThrow(() -> INVALID_REQUEST.because("this subject_token_type is not supported"));
    }

    private static void requireAccessTokenWanted(Parameters request) {
        if (!request.find("requested_token_type")
                .orElse(TokenTypes.ACCESS_TOKEN)
                .equals(TokenTypes.ACCESS_TOKEN)) {
            throw INVALID_REQUEST.because("requested_token_type can only be " + TokenTypes.ACCESS_TOKEN);
        }
    }

    private static Scopes asked(Parameters request, Target target) {
        Scopes asked = Scopes.parse(request.find("scope").orElse(""));
        if (target.resources().isEmpty() && !asked.isEmpty() && !asked.has(Scopes.OPENID)) {
            throw INVALID_TARGET.because("name a resource, or ask for the scope openid");
        }
        return asked;
    }

    /// Nothing asked for, neither scope nor API, is a token for userinfo that tells who it is.
    private static Scopes forPerson(Scopes asked, Target target) {
        return asked.isEmpty() && target.resources().isEmpty()
                ? new Scopes(Set.of(Scopes.OPENID))
                : asked.intersect(OfferedScopes.ALL);
    }

    private TokenResponse signIn(SubjectToken.Proven person, Scopes asked, Target target, AuthenticatedClient client) {
        Scopes scopes = forPerson(asked, target);
        if (!client.application().type().hasUsers()) {
            scopes = withoutOffline(scopes);
        }
        TokenResponse tokens = issue(
                new Entitlement(
                        person.userId(),
                        true,
                        scopes,
                        target.resources(),
                        person.authTime(),
                        person.amr(),
                        List.of(),
                        Optional.empty(),
                        person.identity()
                                .map(identity -> new Entitlement.Source(identity.target(), identity.providerUserId()))),
                target,
                client);
        AuditEvent event = event(person.userId(), client).with("isNew", person.isNew());
        for (Map.Entry<String, String> detail : person.record().entrySet()) {
            event = event.with(detail.getKey(), detail.getValue());
        }
        audit.record(event);
        return tokens;
    }

    private TokenResponse impersonate(
            SubjectToken.Impersonated person,
            Scopes asked,
            Target target,
            Optional<String> actor,
            AuthenticatedClient client) {
        TokenResponse tokens = issue(
                new Entitlement(
                        person.userId(),
                        false,
                        withoutOffline(forPerson(asked, target)),
                        target.resources(),
                        clock.instant(),
                        List.of(),
                        actor.stream().toList(),
                        Optional.empty(),
                        Optional.empty()),
                target,
                client);
        AuditEvent event = event(person.userId(), client).with("context", person.context());
        audit.record(actor.map(id -> event.with("actor", id)).orElse(event));
        return tokens;
    }

    /// RFC 8693 §1.1: with an actor it is delegation, and the token says so; without one it stays as it was.
    private TokenResponse derive(
            SubjectToken.Received subject,
            Scopes asked,
            Target target,
            Optional<String> actor,
            AuthenticatedClient client) {
        if (!subject.token().scopes().containsAll(asked)) {
            throw INVALID_SCOPE.because("scope exceeds that of the subject token");
        }
        List<String> chain =
                Stream.concat(actor.stream(), subject.token().actors().stream()).toList();
        Scopes scopes = asked.isEmpty() ? subject.token().scopes() : asked;
        return issue(
                new Entitlement(
                        subject.token().subjectId(),
                        false,
                        withoutOffline(scopes),
                        target.resources(),
                        subject.owner().authorization().authTime(),
                        subject.owner().authorization().amr(),
                        chain,
                        Optional.of(new Entitlement.Origin(
                                subject.owner().authorization(), subject.token().expiresAt())),
                        Optional.empty()),
                target,
                client);
    }

    private TokenResponse issue(Entitlement entitlement, Target target, AuthenticatedClient client) {
        if (target.resources().isEmpty() && !entitlement.scopes().has(Scopes.OPENID)) {
            throw INVALID_TARGET.because("name a resource, or have the scope openid for a token for userinfo");
        }
        return issuer.issue(entitlement, client, target.first());
    }

    private static Scopes withoutOffline(Scopes scopes) {
        Set<String> kept = scopes.values().stream()
                .filter(scope -> !scope.equals(Scopes.OFFLINE_ACCESS))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        return new Scopes(kept);
    }

    private static AuditEvent event(String userId, AuthenticatedClient client) {
        return AuditEvent.success(EVENT).withUser(userId).withApplication(client.id());
    }
}
