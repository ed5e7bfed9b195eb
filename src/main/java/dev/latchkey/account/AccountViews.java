package dev.latchkey.account;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.logout.FrontChannel;
import dev.latchkey.logout.SignedInApplication;
import dev.latchkey.page.AccountNews;
import dev.latchkey.page.AccountPage;
import dev.latchkey.page.Action;
import dev.latchkey.page.Look;
import dev.latchkey.page.Looks;
import dev.latchkey.page.Pages;
import dev.latchkey.page.SignedOutPage;
import dev.latchkey.page.SocialButton;
import dev.latchkey.platform.Paging;
import dev.latchkey.session.Session;
import dev.latchkey.session.UserSessions;
import dev.latchkey.signin.AccountVisits;
import dev.latchkey.token.UserGrants;
import dev.latchkey.user.SocialIdentity;
import dev.latchkey.user.User;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Fills the account page.
@Singleton
class AccountViews {
    /// The service does not know where the person is; the same in every language.
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    private final AccountGate gate;
    private final AccountVisits visits;
    private final UserSessions sessions;
    private final UserGrants grants;
    private final FrontChannel frontChannel;
    private final Looks looks;

    AccountViews(
            AccountGate gate,
            AccountVisits visits,
            UserSessions sessions,
            UserGrants grants,
            FrontChannel frontChannel,
            Looks looks) {
        this.gate = gate;
        this.visits = visits;
        this.sessions = sessions;
        this.grants = grants;
        this.frontChannel = frontChannel;
        this.looks = looks;
    }

    Response page(RoutingContext context, Session session, User user, Optional<AccountNews> news) {
        Look look = look(context);
        AccountPage page = new AccountPage(
                look,
                gate.csrf(context),
                news,
                person(user),
                gate.isFresh(session),
                ways(context, look, user),
                more(context, look, user),
                openSessions(session),
                apps(user));
        return Pages.html(page, visits.targets(context)).toResponse();
    }

    /// One of the person's own.
    Optional<UserSessions.View> session(Session session, String id) {
        return sessions.find(session.userId(), id);
    }

    /// @param signedIn the applications that this browser still has to tell
    Response signedOut(RoutingContext context, List<SignedInApplication> signedIn) {
        List<String> frames = frontChannel.addresses(signedIn);
        return Pages.html(new SignedOutPage(look(context), Optional.empty(), Optional.<Action>empty(), frames))
                .toResponse();
    }

    private static AccountPage.Person person(User user) {
        List<String> details = Stream.of(user.username(), user.primaryEmail(), user.primaryPhone())
                .filter(Objects::nonNull)
                .toList();
        String name = Optional.ofNullable(user.name())
                .or(() -> details.stream().findFirst())
                .orElse("");
        return new AccountPage.Person(
                name,
                Optional.ofNullable(user.avatar()),
                details.stream().filter(detail -> !detail.equals(name)).toList());
    }

    private List<AccountPage.WayIn> ways(RoutingContext context, Look look, User user) {
        List<AccountPage.WayIn> ways = new ArrayList<>();
        if (user.hasPassword() && user.username() != null) {
            ways.add(new AccountPage.WayIn(Optional.empty(), "", Optional.empty()));
        }
        user.identities().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> way(context, look, entry.getKey(), entry.getValue()))
                .forEach(ways::add);
        return ways;
    }

    /// A provider that is not offered any more is called by its target.
    private AccountPage.WayIn way(RoutingContext context, Look look, String target, SocialIdentity identity) {
        SocialButton provider = visits.providers(context).stream()
                .filter(connector -> connector.metadata().target().equals(target))
                .findFirst()
                .map(connector -> button(connector, look))
                .orElseGet(() -> new SocialButton(target, Optional.empty(), Optional.empty(), ""));
        String detail = Stream.of("email", "name")
                .map(field -> identity.details().path(field).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
        return new AccountPage.WayIn(Optional.of(provider), detail, Optional.of("/account/unlink/" + target));
    }

    private List<SocialButton> more(RoutingContext context, Look look, User user) {
        return visits.providers(context).stream()
                .filter(connector ->
                        !user.identities().containsKey(connector.metadata().target()))
                .map(connector -> button(connector, look))
                .toList();
    }

    private static SocialButton button(ConfiguredConnector connector, Look look) {
        return new SocialButton(
                look.language().pick(connector.metadata().name()),
                Optional.ofNullable(connector.metadata().logo()),
                Optional.ofNullable(connector.metadata().logoDark()),
                "/account/link/" + connector.id());
    }

    private List<AccountPage.OpenSession> openSessions(Session session) {
        return sessions.of(session.userId(), Paging.LARGEST).items().stream()
                .map(one -> new AccountPage.OpenSession(
                        time(one.createdAt()),
                        time(one.lastUsedAt()),
                        one.id().equals(session.id()),
                        "/account/sessions/" + one.id() + "/end"))
                .toList();
    }

    private List<AccountPage.AllowedApp> apps(User user) {
        return grants.of(user.id(), Optional.empty(), Optional.empty(), Paging.LARGEST).items().stream()
                .map(grant -> new AccountPage.AllowedApp(
                        Objects.requireNonNullElse(grant.applicationName(), grant.applicationId()),
                        time(grant.createdAt()),
                        "/account/applications/" + grant.id() + "/revoke"))
                .toList();
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis));
    }

    private Look look(RoutingContext context) {
        return looks.look(Optional.empty(), context.request().getHeader("Accept-Language"));
    }
}
