package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.Connectors;
import dev.latchkey.experience.SignInExperience;
import dev.latchkey.experience.SignInExperiences;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// What the operator lets people do on the sign-in pages.
@Singleton
class SignInOptions {
    private final SignInExperiences experiences;
    private final Connectors connectors;

    SignInOptions(SignInExperiences experiences, Connectors connectors) {
        this.experiences = experiences;
        this.connectors = connectors;
    }

    /// The social providers that a browser can use, in the operator's order.
    List<ConfiguredConnector> social() {
        List<ConfiguredConnector> all = connectors.all();
        return experiences.current().socialSignInConnectorTargets().stream()
                .flatMap(target -> inBrowser(all, target).stream())
                .toList();
    }

    Optional<ConfiguredConnector> socialByTarget(String target) {
        return social().stream()
                .filter(connector -> connector.metadata().target().equals(target))
                .findFirst();
    }

    Optional<ConfiguredConnector> socialById(String id) {
        return social().stream().filter(connector -> connector.id().equals(id)).findFirst();
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

    /// A Web connector of the target, else a Universal one.
    private static Optional<ConfiguredConnector> inBrowser(List<ConfiguredConnector> all, String target) {
        return find(all, target, Platform.Web).or(() -> find(all, target, Platform.Universal));
    }

    private static Optional<ConfiguredConnector> find(List<ConfiguredConnector> all, String target, Platform platform) {
        return all.stream()
                .filter(connector -> connector.metadata().target().equals(target)
                        && connector.metadata().platform() == platform)
                .findFirst();
    }
}
