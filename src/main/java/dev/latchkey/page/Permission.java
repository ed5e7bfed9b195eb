package dev.latchkey.page;

import io.quarkus.qute.TemplateEnum;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a scope lets an application do, each with its words ([Texts#permission]).
@TemplateEnum
public enum Permission {
    OPENID,
    PROFILE,
    EMAIL,
    PHONE,
    ADDRESS,
    IDENTITIES,
    CUSTOM_DATA,
    OFFLINE_ACCESS;

    public static Optional<Permission> ofScope(String scope) {
        return Arrays.stream(values())
                .filter(permission -> permission.name().toLowerCase(Locale.ROOT).equals(scope))
                .findFirst();
    }
}
