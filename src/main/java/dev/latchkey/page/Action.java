package dev.latchkey.page;

/// Something to press: a link with the words of its way.
///
/// @param href a path of this service, a web address or an app's own scheme; an address that leads
///     nowhere (`javascript:`) becomes the front page, as a page must not end in a dead link
public record Action(Way way, String href) {
    static final Action HOME = new Action(Way.HOME, "/");

    public Action {
        href = Hrefs.webOrApp(href).orElse("/");
    }
}
