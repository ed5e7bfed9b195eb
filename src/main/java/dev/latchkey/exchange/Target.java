package dev.latchkey.exchange;

import static dev.latchkey.oauth.OAuthError.INVALID_TARGET;

import dev.latchkey.oauth.Parameters;
import dev.latchkey.resource.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the new tokens are to be used: APIs by `resource` or `audience` (RFC 8693 §2.1), which mean the same
/// here; without any it is userinfo.
record Target(List<String> resources) {
    static Target of(Parameters request, Resources known) {
        List<String> named = new ArrayList<>(request.all("resource"));
        request.find("audience").filter(audience -> !named.contains(audience)).ifPresent(named::add);
        for (String indicator : named) {
            known.find(indicator).orElseThrow(() -> INVALID_TARGET.because("a resource or audience is not known here"));
        }
        return new Target(named.stream().distinct().toList());
    }

    /// The API of the access token that is answered.
    Optional<String> first() {
        return resources.stream().findFirst();
    }

    /// Whoever gets access tokens alone has no second request to name the second API in.
    void requireOne() {
        if (resources.size() > 1) {
            throw INVALID_TARGET.because("a token is for one resource or audience");
        }
    }
}
