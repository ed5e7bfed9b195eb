package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.Connectors;
import dev.latchkey.connector.Entrance;
import dev.latchkey.experience.SignInExperience;
import dev.latchkey.experience.SignInExperience.AgreeToTermsPolicy;
import dev.latchkey.experience.SignInExperiences;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the operator lets people do on the sign-in pages.
@Singleton
class SignInOptions {
    private static final List<Platform> IN_BROWSER = List.of(Platform.Web, Platform.Universal, Platform.Native);

    private final SignInExperiences experiences;
    private final Connectors connectors;

    SignInOptions(SignInExperiences experiences, Connectors connectors) {
        this.experiences = experiences;
        this.connectors = connectors;
    }

    /// The social providers that this browser can use, in the operator's order.
    List<ConfiguredConnector> social(String userAgent) {
        List<ConfiguredConnector> all = connectors.all();
        return experiences.current().socialSignInConnectorTargets().stream()
                .flatMap(target -> inBrowser(all, target, userAgent).stream())
                .toList();
    }

    /// What there is for a target: a way for this browser, and one for an app with the provider's SDK. One of
    /// them is always there.
    record Offer(Optional<ConfiguredConnector> inBrowser, Optional<ConfiguredConnector> byVendor) {
        ConfiguredConnector any() {
            return inBrowser.or(() -> byVendor).orElseThrow();
        }

        private boolean isEmpty() {
            return inBrowser.isEmpty() && byVendor.isEmpty();
        }
    }

    /// The social providers that this browser can use, or an app around it, in the operator's order.
    List<Offer> offers(String userAgent) {
        List<ConfiguredConnector> all = connectors.all();
        return experiences.current().socialSignInConnectorTargets().stream()
                .map(target -> new Offer(inBrowser(all, target, userAgent), byVendor(all, target)))
                .filter(offer -> !offer.isEmpty())
                .toList();
    }

    /// The one that an app with the provider's SDK uses.
    Optional<ConfiguredConnector> nativeByTarget(String target) {
        return isOffered(target) ? byVendor(connectors.all(), target) : Optional.empty();
    }

    /// One that is offered to anybody: who went by it may come back by it.
    Optional<ConfiguredConnector> offeredById(String id) {
        return connectors.find(id).filter(found -> isOffered(found.metadata().target()));
    }

    private boolean isOffered(String target) {
        return experiences.current().socialSignInConnectorTargets().contains(target);
    }

    private static Optional<ConfiguredConnector> byVendor(List<ConfiguredConnector> all, String target) {
        return all.stream()
                .filter(connector -> connector.metadata().target().equals(target)
                        && connector.metadata().platform() == Platform.Native)
                .findFirst();
    }

    Optional<ConfiguredConnector> socialByTarget(String target, String userAgent) {
        return social(userAgent).stream()
                .filter(connector -> connector.metadata().target().equals(target))
                .findFirst();
    }

    Optional<ConfiguredConnector> socialById(String id, String userAgent) {
        return social(userAgent).stream()
                .filter(connector -> connector.id().equals(id))
                .findFirst();
    }

    /// Whether people who have an account may sign in.
    boolean maySignIn() {
        return experiences.current().signInMode() != SignInExperience.SignInMode.Register;
    }

    /// Whether a person without an account gets one.
    boolean mayRegister() {
        return experiences.current().signInMode() != SignInExperience.SignInMode.SignIn;
    }

    boolean maySignInByPassword() {
        return maySignIn()
                && experiences.current().signIn().methods().stream()
                        .anyMatch(method -> method.identifier().equals("username") && method.password());
    }

    boolean mayRegisterByPassword() {
        SignInExperience.SignUp signUp = experiences.current().signUp();
        return mayRegister() && signUp.password() && signUp.identifiers().contains("username");
    }

    /// A Web connector of the target, else a Universal one, else a Native one that knows a way: there is
    /// at most one of each.
    private static Optional<ConfiguredConnector> inBrowser(
            List<ConfiguredConnector> all, String target, String userAgent) {
        return all.stream()
                .filter(connector -> connector.metadata().target().equals(target)
                        && connector.isOfferedTo(userAgent)
                        && !isBarred(connector, userAgent))
                .min(Comparator.comparing(
                        connector -> IN_BROWSER.indexOf(connector.metadata().platform())));
    }

    private static boolean isBarred(ConfiguredConnector connector, String userAgent) {
        return connector.connector().entrance(userAgent) == Entrance.BARRED;
    }

    /// Whether another browser would offer more than this one.
    boolean isAnyBarred(String userAgent) {
        return connectors.all().stream()
                .anyMatch(connector -> isOffered(connector.metadata().target())
                        && connector.isOfferedTo(userAgent)
                        && isBarred(connector, userAgent));
    }

    /// How accounts are entered and made. Nobody gets an account on the way to their account page.
    AccountRules accountRules(SignIn signIn) {
        return accountRules(mayRegister() && !signIn.isForAccount());
    }

    /// For people whom an app brings in.
    AccountRules accountRules() {
        return accountRules(mayRegister());
    }

    private AccountRules accountRules(boolean mayRegister) {
        SignInExperience experience = experiences.current();
        SignInExperience.SocialSignIn social = experience.socialSignIn();
        return new AccountRules(
                maySignIn(),
                mayRegister,
                Boolean.TRUE.equals(social.automaticAccountLinking()),
                experience.signUp().identifiers().contains("username")
                        && !Boolean.TRUE.equals(social.skipRequiredIdentifiers()),
                asksNewcomersToAgree(),
                asksToAgree(Set.of(AgreeToTermsPolicy.Manual)));
    }

    boolean asksNewcomersToAgree() {
        return asksToAgree(Set.of(AgreeToTermsPolicy.Manual, AgreeToTermsPolicy.ManualRegistrationOnly));
    }

    /// To nothing there is nothing to agree.
    private boolean asksToAgree(Set<AgreeToTermsPolicy> policies) {
        SignInExperience experience = experiences.current();
        return policies.contains(experience.agreeToTermsPolicy())
                && (experience.termsOfUseUrl() != null || experience.privacyPolicyUrl() != null);
    }
}
