package dev.latchkey.user;

import java.util.Optional;

/// Who somebody is at a social provider, as the provider's answer proved it.
///
/// @param target the identity space, for example `alipay`
/// @param id the key of the identity within its target
/// @param details the profile as a JSON object
public record ProvenIdentity(
        String target,
        String id,
        Optional<String> appId,
        Optional<String> userId,
        Optional<String> openId,
        Optional<String> unionId,
        Optional<String> name,
        Optional<String> avatar,
        String details) {}
