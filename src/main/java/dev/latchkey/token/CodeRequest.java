package dev.latchkey.token;

import dev.latchkey.client.Application;
import dev.latchkey.oauth.CodeChallenge;
import dev.latchkey.oauth.Scopes;
import java.util.List;
import java.util.Optional;

/// What an authorization code is to be made for.
public record CodeRequest(
        Application application,
        String redirectUri,
        Scopes scopes,
        List<String> resources,
        Optional<String> nonce,
        Optional<CodeChallenge> challenge) {}
