package dev.latchkey.connector;

/// Where to send the browser.
record AuthorizationView(String redirectTo) {}
