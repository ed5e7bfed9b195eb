package dev.latchkey.page;

import dev.latchkey.testing.RelyingParty;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/// Every page with sample data, for the tests and for whoever wants to look at them.
///
/// Query: `app` replaces the application's name, `colour` the operator's colour, `dark=no` keeps it
/// light, `text` replaces everything that a stranger could have written.
@Path("/test/pages")
public class PageGallery {
    static final List<String> NAMES = List.of(
            "sign-in",
            "sign-in-alipay",
            "sign-in-wrong",
            "sign-in-branded",
            "sign-in-closed",
            "register",
            "register-wrong",
            "request-invalid",
            "redirect-uri",
            "expired",
            "done",
            "misconfigured",
            "consent",
            "consent-small",
            "device-code",
            "device-code-wrong",
            "device-confirm",
            "device-done",
            "device-denied",
            "open-in-browser",
            "handed-back",
            "confirmed",
            "number",
            "app-link",
            "sign-out",
            "signed-out",
            "signed-out-frames",
            "welcome",
            "link",
            "complete",
            "complete-wrong",
            "account");

    private static final String ALIPAY_LOGO = "/test/pages/alipay.svg";

    @GET
    @Path("{name}")
    @Produces(MediaType.TEXT_HTML)
    public RestResponse<String> show(
            @RestPath String name,
            @RestQuery Optional<String> lang,
            @RestQuery Optional<String> app,
            @RestQuery Optional<String> colour,
            @RestQuery Optional<String> dark,
            @RestQuery Optional<String> text,
            @HeaderParam("Accept-Language") String acceptLanguage,
            UriInfo address) {
        Theme theme = Theme.of(colour.orElse("#6139f6"), dark.isEmpty(), null);
        Look look = new Look(Languages.choose(lang, acceptLanguage, "en"), theme, Brand.NONE);
        Samples samples = new Samples(look, new App(app.or(() -> text).orElse("Acme Store")), text);
        return Pages.html(
                samples.page(name),
                FormTargets.of(address.getBaseUriBuilder().host("127.0.0.1").build()));
    }

    /// Where a form post ends that leads to the application.
    @POST
    @Path("away")
    public RestResponse<Void> away(@RestQuery URI to) {
        return RestResponse.seeOther(to);
    }

    @POST
    @Path("posted")
    public String posted(@HeaderParam("Origin") String origin, @HeaderParam("Referer") String referer) {
        return "Origin: " + origin + ", Referer: " + referer;
    }

    @GET
    @Path("alipay.svg")
    public RestResponse<String> alipay() {
        String svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'><rect width='24' height='24' rx='5'"
                + " fill='#1677ff'/><path d='M6 7h12M12 4v5M8 11h8c-1 4-4 7-8 7M10 13c3 1 6 3 9 5' stroke='#fff'"
                + " stroke-width='1.8' fill='none' stroke-linecap='round'/></svg>";
        return RestResponse.ResponseBuilder.ok(svg)
                .header("Content-Type", "image/svg+xml")
                .build();
    }

    /// The pages by name, once a look is chosen.
    private record Samples(Look look, App app, Optional<String> text) {
        Page page(String name) {
            return switch (name) {
                case "sign-in" -> signIn(Optional.empty(), socials(), Optional.of(password("")));
                case "sign-in-alipay" -> signIn(Optional.empty(), List.of(alipay()), Optional.empty());
                case "sign-in-wrong" ->
                    signIn(
                            Optional.of(Notice.of(Trouble.WRONG_CREDENTIALS)),
                            List.of(alipay()),
                            Optional.of(password(say("alice"))));
                case "sign-in-branded" -> branded();
                case "sign-in-closed" -> signIn(Optional.empty(), List.of(), Optional.empty());
                case "register" -> register(Optional.empty(), Optional.empty());
                case "register-wrong" ->
                    register(Optional.of(FieldTrouble.USERNAME_TAKEN), Optional.of(FieldTrouble.PASSWORD_TOO_SHORT));
                case "request-invalid" -> requestInvalid();
                case "redirect-uri" -> redirectUri();
                case "expired" -> message(Trouble.SIGN_IN_EXPIRED, new Action(Way.START_AGAIN, "/x"));
                case "done" -> message(Trouble.ALREADY_DONE, new Action(Way.BACK_TO_APP, "com.example.app:/x"));
                case "misconfigured" -> misconfigured();
                case "consent" -> consent();
                case "consent-small" -> smallConsent();
                case "device-code" -> new DeviceCodePage(look, Optional.empty(), say(""), "/test/pages/posted");
                case "device-code-wrong" ->
                    new DeviceCodePage(
                            look,
                            Optional.of(Notice.of(Trouble.DEVICE_CODE_UNKNOWN)),
                            say("BCDF-GHJX"),
                            "/test/pages/posted");
                case "device-confirm" ->
                    new DeviceConfirmPage(
                            look,
                            app,
                            say("BCDF-GHJK"),
                            Optional.of(new Account(say("Alice Liddell"), Optional.of(say("alice")))),
                            List.of(Permission.OPENID, Permission.PROFILE, Permission.OFFLINE_ACCESS),
                            List.of(say("Orders")),
                            365,
                            say("c"),
                            "/test/pages/posted");
                case "device-done" -> new DeviceDonePage(look, app, true);
                case "device-denied" -> new DeviceDonePage(look, app, false);
                case "open-in-browser" -> message(Trouble.OPEN_IN_BROWSER, new Action(Way.OTHER_METHOD, "/x"));
                case "handed-back" ->
                    message(Trouble.HANDED_BACK, new Action(Way.BACK_TO_APP, "logto-callback://com.example/web"));
                case "confirmed" -> message(Trouble.CONFIRMED);
                case "number" -> new NumberPage(look, app, "/test/pages/posted", say("auth_code=x"));
                case "app-link" ->
                    new AppLinkPage(
                            look,
                            app,
                            alipay().name(),
                            say("alipays://platformapi/startapp?appId=20000067&url=x"),
                            say("https://openauth.alipay.com/"),
                            "47",
                            "/test/pages/done",
                            "/test/pages/alipay.svg?no");
                case "sign-out" ->
                    new SignOutPage(look, Optional.of(app), Optional.of(say("alice")), say("c"), "/test/pages/posted");
                case "signed-out" ->
                    new SignedOutPage(
                            look,
                            Optional.of(app),
                            Optional.of(new Action(Way.BACK_TO_APP, "https://app.example/")),
                            List.of());
                case "signed-out-frames" ->
                    new SignedOutPage(
                            look,
                            Optional.of(app),
                            Optional.of(new Action(Way.BACK_TO_APP, "https://app.example/")),
                            List.of(say(elsewhere(ALIPAY_LOGO))));
                case "welcome" -> new WelcomePage(look);
                case "link" -> link();
                case "complete" -> complete(Optional.empty());
                case "complete-wrong" -> complete(Optional.of(FieldTrouble.USERNAME_TAKEN));
                case "account" -> account();
                default -> message(Trouble.valueOf(name), new Action[0]);
            };
        }

        /// The same machine under another name is another origin, as an application's is.
        private static String elsewhere(String path) {
            return RelyingParty.endpoint().replace("localhost", "127.0.0.1") + path;
        }

        private String say(String usual) {
            return text.orElse(usual);
        }

        private SocialButton alipay() {
            String name = look.language().pick(Map.of("en", "Alipay", "zh", "支付宝"));
            return new SocialButton(
                    say(name),
                    Optional.of(ALIPAY_LOGO),
                    Optional.empty(),
                    "/test/pages/posted",
                    Optional.of(new AppBridge("/test/pages/posted", "alipay", true, true, false)));
        }

        /// As on pages that no app is around.
        private static SocialButton unbridged(SocialButton button) {
            return new SocialButton(button.name(), button.logo(), button.logoDark(), button.action());
        }

        private List<SocialButton> socials() {
            return List.of(
                    alipay(),
                    new SocialButton(say("GitHub"), Optional.empty(), Optional.empty(), "/test/pages/posted"));
        }

        private PasswordForm password(String username) {
            return new PasswordForm("/test/pages/posted", username);
        }

        private SignInPage signIn(Optional<Notice> notice, List<SocialButton> social, Optional<PasswordForm> password) {
            return new SignInPage(
                    look,
                    app,
                    say("csrf"),
                    notice,
                    social,
                    password,
                    password.map(form -> "/test/pages/register"),
                    Optional.of("/test/pages/cancel"));
        }

        private SignInPage branded() {
            Brand brand = new Brand(
                    Optional.of(ALIPAY_LOGO),
                    Optional.of(ALIPAY_LOGO),
                    Optional.of(ALIPAY_LOGO),
                    Optional.of("https://acme.example/terms"),
                    Optional.of("https://acme.example/privacy"));
            App withLogo = new App(app.name(), Optional.of(say(ALIPAY_LOGO)));
            Look own = new Look(look.language(), look.theme(), brand);
            Samples samples = new Samples(own, withLogo, text);
            return samples.signIn(
                    Optional.of(Notice.of(Trouble.PROVIDER_UNAVAILABLE)
                            .from(alipay().name())
                            .with(say("ABCD2345"))),
                    samples.socials(),
                    Optional.of(password("")));
        }

        private RegisterPage register(Optional<FieldTrouble> username, Optional<FieldTrouble> password) {
            return new RegisterPage(
                    look,
                    app,
                    say("csrf"),
                    Optional.empty(),
                    List.of(alipay()),
                    Optional.of(new RegistrationForm(
                            "/test/pages/posted",
                            username.isPresent() ? say("alice") : "",
                            8,
                            username,
                            password,
                            username.isPresent(),
                            username.isPresent())),
                    Optional.of("/test/pages/sign-in"),
                    Optional.of("/test/pages/cancel"));
        }

        private ConsentPage consent() {
            return new ConsentPage(
                    look,
                    new App(app.name(), Optional.of(say(ALIPAY_LOGO))),
                    Optional.of(new Account(say("Lin Wei"), Optional.of(say("lin.wei@example.com")))),
                    List.of(Permission.values()),
                    List.of(say("Warehouse API")),
                    365,
                    Optional.of("acme.example"),
                    Optional.of(say("https://acme.example/privacy")),
                    Optional.of(say("https://acme.example/terms")),
                    new ConsentPage.Form("/test/pages/posted", say("csrf"), say("session"), true));
        }

        private ConsentPage smallConsent() {
            return new ConsentPage(
                    look,
                    app,
                    Optional.empty(),
                    List.of(Permission.OPENID, Permission.PROFILE),
                    List.of(),
                    1,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    new ConsentPage.Form("/test/pages/posted", "csrf", "session", false));
        }

        private LinkPage link() {
            return new LinkPage(
                    look,
                    say("csrf"),
                    say("pending"),
                    Optional.of(Notice.of(Trouble.WRONG_PASSWORD).with(say("ABCD2345"))),
                    say("GitHub"),
                    say("lin@example.com"),
                    List.of(unbridged(alipay())),
                    Optional.of("/test/pages/posted"),
                    Optional.of("/test/pages/posted"),
                    "/test/pages/posted");
        }

        private CompletePage complete(Optional<FieldTrouble> trouble) {
            Brand brand = new Brand(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("https://acme.example/terms"),
                    Optional.of("https://acme.example/privacy"));
            return new CompletePage(
                    new Look(look.language(), look.theme(), brand),
                    app,
                    say("csrf"),
                    say("pending"),
                    "/test/pages/posted",
                    "/test/pages/posted",
                    true,
                    trouble.isPresent() ? say("alice") : "",
                    trouble,
                    true,
                    trouble.isPresent());
        }

        private AccountPage account() {
            SocialButton github =
                    new SocialButton(say("GitHub"), Optional.empty(), Optional.empty(), "/test/pages/posted");
            return new AccountPage(
                    look,
                    say("csrf"),
                    Optional.of(AccountNews.LINKED),
                    new AccountPage.Person(
                            say("Lin Wei"), Optional.empty(), List.of(say("lin"), say("lin@example.com"))),
                    false,
                    List.of(
                            new AccountPage.WayIn(Optional.empty(), "", Optional.empty()),
                            new AccountPage.WayIn(
                                    Optional.of(alipay()), say("Lin"), Optional.of("/test/pages/posted"))),
                    List.of(github),
                    List.of(
                            new AccountPage.OpenSession(
                                    "2026-11-26 08:15 UTC", "2026-11-26 13:05 UTC", true, "/test/pages/posted"),
                            new AccountPage.OpenSession(
                                    "2026-11-20 21:40 UTC", "2026-11-25 07:30 UTC", false, "/test/pages/posted")),
                    List.of(new AccountPage.AllowedApp(
                            say("Acme Store"), "2026-11-20 21:40 UTC", "/test/pages/posted")));
        }

        private MessagePage message(Trouble trouble, Action... actions) {
            Notice notice = Notice.of(trouble).from(alipay().name());
            return new MessagePage(look, notice, Optional.of(app), Optional.empty(), List.of(actions));
        }

        private MessagePage requestInvalid() {
            return new MessagePage(
                    look,
                    Notice.of(Trouble.REQUEST_INVALID).with(say("ABCD2345")),
                    Optional.of(app),
                    Optional.of(new Detail(say("invalid_request"), say("missing required parameter code_challenge"))),
                    List.of(new Action(Way.TRY_AGAIN, "/x"), new Action(Way.BACK_TO_APP, "https://app.example/")));
        }

        private MessagePage redirectUri() {
            Detail detail = new Detail("invalid_request", "redirect_uri is not registered for this application")
                    .sent("redirect_uri", say("https://app.example.com/a/rather/long/path/callback?with=query"));
            return new MessagePage(
                    look,
                    Notice.of(Trouble.REDIRECT_URI_UNREGISTERED).with(say("ABCD2345")),
                    Optional.of(app),
                    Optional.of(detail),
                    List.of(new Action(Way.TRY_AGAIN, "/x")));
        }

        private MessagePage misconfigured() {
            return new MessagePage(
                    look,
                    Notice.of(Trouble.PROVIDER_MISCONFIGURED)
                            .from(alipay().name())
                            .with(say("ABCD2345")),
                    Optional.of(app),
                    Optional.empty(),
                    List.of(new Action(Way.OTHER_METHOD, "/x"), new Action(Way.BACK_TO_APP, "https://app.example/")));
        }
    }
}
