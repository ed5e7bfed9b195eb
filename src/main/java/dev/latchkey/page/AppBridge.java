package dev.latchkey.page;

/// What a button does when an app with an SDK has the page in it; the script asks for the addresses.
///
/// @param action where it asks, a path of this service
/// @param target of the social provider, as the SDK names it
/// @param isNative whether the provider's own SDK may be used
/// @param hasPage whether there is a page of the provider to go to; without one the button is hidden, unless
///     an app offers the provider's SDK
/// @param isChosen whether the application has chosen it, so that nobody has to press it
public record AppBridge(String action, String target, boolean isNative, boolean hasPage, boolean isChosen) {}
