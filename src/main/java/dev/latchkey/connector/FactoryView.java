package dev.latchkey.connector;

import com.fasterxml.jackson.annotation.JsonUnwrapped;

/// A kind of connector as the management API shows it (reference section 4).
record FactoryView(
        String type, @JsonUnwrapped ConnectorMetadata metadata, boolean isStandard, boolean isTokenStorageSupported) {
    static final String SOCIAL = "Social";

    static FactoryView of(ConnectorFactory factory) {
        return new FactoryView(SOCIAL, factory.metadata(), false, false);
    }
}
