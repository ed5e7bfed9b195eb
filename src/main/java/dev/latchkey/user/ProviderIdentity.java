package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// An identity to link: the id that names the person at the provider, and the further names under
/// which the provider may know them next time (each null when there is none).
public record ProviderIdentity(
        String userId, String appId, String externalUserId, String openId, String unionId, ObjectNode details) {}
