package dev.latchkey.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// Who a person is at one social provider: its id of them, and the profile as it told it.
@RegisterForReflection
public record SocialIdentity(String userId, ObjectNode details) {}
