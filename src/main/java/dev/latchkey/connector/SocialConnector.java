package dev.latchkey.connector;

import dev.latchkey.connector.ConnectorMetadata.Platform;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A social provider as configured: where to send a person, and who came back.
/// Immutable and shared by all requests.
public interface SocialConnector {
    /// Where the browser goes. May call out, so it is never called inside a database transaction.
    ///
    /// @throws ConnectorException when the provider has to be asked first and fails
    Departure authorizationUri(Visitor visitor);

    /// Asks the provider who the person is. Calls out; never inside a database transaction; a code is
    /// tried once.
    ///
    /// @throws ConnectorException with the cause told apart: the code, the configuration, the provider
    ExternalIdentity identify(Arrival arrival);

    /// What an [Arrival] with this code would hold, which an app got by the provider's SDK or in its mini program;
    /// empty when such codes are not taken.
    default Optional<Map<String, String>> broughtCode(String code) {
        return Optional.empty();
    }

    /// Whether the provider may take a code that an app brings for ever, and more than once.
    default boolean hasLastingCodes() {
        return false;
    }

    /// What an app gives to the provider's full SDK, signed with the operator's key.
    ///
    /// @param requestId new for each request: 32 letters and digits
    default Optional<String> sdkRequest(String requestId) {
        return Optional.empty();
    }

    /// What works, but not as it should, in sentences for administrators.
    default List<String> warnings() {
        return List.of();
    }

    /// What administrators may want to know of it at this moment, in the health detail too: times as
    /// [java.time.Instant], numbers as [Long], or text.
    default Map<String, Object> status() {
        return Map.of();
    }

    /// Whether the sign-in page offers it to this browser: of the connectors of a target the first that
    /// says yes is shown, in the order `Web`, `Universal`, `Native`. A native one needs an app with the
    /// vendor's SDK, unless it knows another way.
    ///
    /// @param platform its own
    default boolean isOfferedTo(String userAgent, Platform platform) {
        return platform != Platform.Native;
    }

    /// Where a browser goes without an app of the operator's around it. For a native connector that knows
    /// such a way this is another address than the message to the app.
    ///
    /// @throws ConnectorException as for [#authorizationUri]
    default Departure inBrowser(Visitor visitor) {
        return authorizationUri(visitor);
    }

    /// How this browser opens a page of the provider in the provider's own app, if it can.
    default Optional<UnaryOperator<URI>> appLink(String userAgent) {
        return Optional.empty();
    }

    /// How people get from the sign-in page to the provider in this browser.
    default Entrance entrance(String userAgent) {
        return Entrance.BUTTON;
    }

    /// Where `authorizationUri` leads, when that is not https: a page must name it, as browsers hold its
    /// forms to a list. Asked for each page, so it answers at once.
    default Optional<URI> destination() {
        return Optional.empty();
    }
}
