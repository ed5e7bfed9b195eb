package dev.latchkey.connector;

import dev.latchkey.connector.ConnectorMetadata.FormItem;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A kind of connector as the management API shows it (reference section 4).
record FactoryView(
        String type,
        String id,
        String target,
        Platform platform,
        Map<String, String> name,
        Map<String, String> description,
        String logo,
        String logoDark,
        String readme,
        List<FormItem> formItems,
        boolean isStandard,
        boolean isTokenStorageSupported) {
    /// There are no others: e-mail and SMS are not offered.
    static final String SOCIAL = "Social";

    static FactoryView of(ConnectorFactory factory) {
        return of(factory.metadata(), factory.isStandard());
    }

    /// Languages in a fixed order, so that every replica gives the answer the same entity tag.
    static FactoryView of(ConnectorMetadata metadata, boolean isStandard) {
        return new FactoryView(
                SOCIAL,
                metadata.id(),
                metadata.target(),
                metadata.platform(),
                new TreeMap<>(metadata.name()),
                new TreeMap<>(metadata.description()),
                metadata.logo(),
                metadata.logoDark(),
                metadata.readme(),
                metadata.formItems(),
                isStandard,
                false);
    }
}
