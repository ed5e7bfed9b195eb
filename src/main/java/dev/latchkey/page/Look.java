package dev.latchkey.page;

/// How a page presents itself: the person's language, the operator's colours and logos.
public record Look(Language language, Theme theme, Brand brand) {
    private static final Theme PLAIN = Theme.plain();

    /// The look of a service without settings, or of one that cannot read them right now.
    public static Look plain(Language language) {
        return new Look(language, PLAIN, Brand.NONE);
    }
}
