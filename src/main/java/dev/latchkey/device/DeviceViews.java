package dev.latchkey.device;

import dev.latchkey.client.Application;
import dev.latchkey.page.Account;
import dev.latchkey.page.Action;
import dev.latchkey.page.App;
import dev.latchkey.page.DeviceCodePage;
import dev.latchkey.page.DeviceConfirmPage;
import dev.latchkey.page.DeviceDonePage;
import dev.latchkey.page.Look;
import dev.latchkey.page.Looks;
import dev.latchkey.page.MessagePage;
import dev.latchkey.page.Notice;
import dev.latchkey.page.Page;
import dev.latchkey.page.Pages;
import dev.latchkey.page.Permission;
import dev.latchkey.page.Trouble;
import dev.latchkey.page.Way;
import dev.latchkey.resource.Resource;
import dev.latchkey.resource.Resources;
import dev.latchkey.token.DeviceRequest;
import dev.latchkey.token.TokenConfig;
import dev.latchkey.user.User;
import dev.latchkey.user.Users;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Fills the pages of a device's sign-in.
@Singleton
class DeviceViews {
    private static final int MAX_SHOWN = 32;

    private final Users users;
    private final Resources resources;
    private final Looks looks;
    private final TokenConfig tokens;

    DeviceViews(Users users, Resources resources, Looks looks, TokenConfig tokens) {
        this.users = users;
        this.resources = resources;
        this.looks = looks;
        this.tokens = tokens;
    }

    /// @param typed what the person typed before, or came with
    Response enterCode(RoutingContext context, String typed, Optional<Trouble> trouble) {
        String value = typed.length() > MAX_SHOWN ? "" : typed;
        return html(new DeviceCodePage(look(context), trouble.map(Notice::of), value, DevicePageResource.PATH));
    }

    /// @param csrf a value that only this page in this session can know
    Response confirm(
            RoutingContext context, DeviceRequest request, Application application, String userId, String csrf) {
        return html(new DeviceConfirmPage(
                look(context),
                app(application),
                UserCodes.shown(request.userCode()),
                users.find(userId).flatMap(DeviceViews::account),
                request.scopes().values().stream()
                        .map(Permission::ofScope)
                        .flatMap(Optional::stream)
                        .toList(),
                request.resources().stream()
                        .map(indicator ->
                                resources.find(indicator).map(Resource::name).orElse(indicator))
                        .toList(),
                Math.max(1, tokens.refreshTokenAbsoluteLifetime().toDays()),
                csrf,
                DevicePageResource.confirmPath(request)));
    }

    Response done(RoutingContext context, Application application, boolean isAllowed) {
        return html(new DeviceDonePage(look(context), app(application), isAllowed));
    }

    /// The code is over, or answered: the device can show another one.
    Response over(RoutingContext context) {
        return html(new MessagePage(
                look(context),
                Notice.of(Trouble.DEVICE_CODE_OVER),
                new Action(Way.START_AGAIN, DevicePageResource.PATH)));
    }

    private static App app(Application application) {
        return new App(
                application.name(), Optional.ofNullable(application.oidc().logoUri()));
    }

    private static Optional<Account> account(User user) {
        List<String> names = Stream.of(user.name(), user.username(), user.primaryEmail(), user.primaryPhone())
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .limit(2)
                .toList();
        return names.stream()
                .findFirst()
                .map(name -> new Account(name, names.stream().skip(1).findFirst()));
    }

    private Look look(RoutingContext context) {
        return looks.look(
                Optional.ofNullable(context.request().getParam("ui_locales")),
                context.request().getHeader("Accept-Language"));
    }

    private static Response html(Page page) {
        return Pages.html(page).toResponse();
    }
}
