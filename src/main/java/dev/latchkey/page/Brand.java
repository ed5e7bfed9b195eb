package dev.latchkey.page;

import java.util.Optional;

/// What the operator puts on every page; all of it may be absent. An address that is none is dropped.
///
/// @param logo address of a picture, https or a path of this service
/// @param logoDark the picture for dark surfaces
/// @param icon the picture for the browser's tab
/// @param termsOfUse address of a web page
/// @param privacyPolicy address of a web page
public record Brand(
        Optional<String> logo,
        Optional<String> logoDark,
        Optional<String> icon,
        Optional<String> termsOfUse,
        Optional<String> privacyPolicy) {
    public static final Brand NONE =
            new Brand(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public Brand {
        logo = logo.flatMap(Hrefs::picture);
        logoDark = logoDark.flatMap(Hrefs::picture);
        icon = icon.flatMap(Hrefs::picture);
        termsOfUse = termsOfUse.flatMap(Hrefs::web);
        privacyPolicy = privacyPolicy.flatMap(Hrefs::web);
    }
}
