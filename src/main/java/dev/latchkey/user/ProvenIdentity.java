package dev.latchkey.user;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/// Who somebody is at a social provider, as the provider's answer proved it.
///
/// @param target the identity space, for example `alipay`
/// @param id the key of the identity within its target
/// @param openIds the usual one first
/// @param email as the provider verified it; one that it did not verify is none
/// @param phone as the provider verified it, digits with the country code
/// @param details the profile as a JSON object
@RegisterForReflection
public record ProvenIdentity(
        String target,
        String id,
        Optional<String> appId,
        Optional<String> userId,
        List<String> openIds,
        Optional<String> unionId,
        Optional<String> name,
        Optional<String> avatar,
        Optional<String> email,
        Optional<String> phone,
        String details) {
    public ProvenIdentity {
        openIds = List.copyOf(openIds);
    }

    /// The usual one.
    Optional<String> openId() {
        return openIds.stream().findFirst();
    }

    List<String> furtherOpenIds() {
        return openIds.stream().skip(1).toList();
    }

    /// By its key alone: somebody else has one of the further identifiers.
    ProvenIdentity withoutFurtherNames() {
        return new ProvenIdentity(
                target,
                id,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                name,
                avatar,
                email,
                phone,
                details);
    }

    ProvenIdentity withoutAddresses() {
        return new ProvenIdentity(
                target, id, appId, userId, openIds, unionId, name, avatar, Optional.empty(), Optional.empty(), details);
    }
}
