package dev.latchkey.dpop;

import java.util.List;

/// What a proof may be signed with: the algorithms of FAPI 2.0 §5.4.1, `EdDSA` with Ed25519. A client makes
/// a key for its proofs anew, so nobody needs an older one.
public final class ProofAlgorithms {
    public static final List<String> ALL = List.of("ES256", "PS256", "EdDSA");

    private ProofAlgorithms() {}
}
