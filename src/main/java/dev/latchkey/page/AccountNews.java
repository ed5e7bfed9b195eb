package dev.latchkey.page;

import io.quarkus.qute.TemplateEnum;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What has just happened on the account page ([Texts#news]).
@TemplateEnum
public enum AccountNews {
    LINKED,
    UNLINKED,
    LAST_WAY_IN,
    SESSION_ENDED,
    REVOKED;

    /// For the page's address.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @param word null or anything, as it comes from an address
    public static Optional<AccountNews> of(String word) {
        return Arrays.stream(values()).filter(news -> news.word().equals(word)).findFirst();
    }

    public boolean isGood() {
        return this != LAST_WAY_IN;
    }
}
