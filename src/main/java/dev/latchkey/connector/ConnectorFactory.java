package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorMetadata.FormItem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A kind of social provider, for example Alipay (Web): a CDI bean, found by the registry, so
/// adding one edits nothing else.
public interface ConnectorFactory {
    /// What administrators and the sign-in page are shown; constant.
    ConnectorMetadata metadata();

    /// Checks a configuration and makes the connector that works with it. Called when the
    /// configuration is saved and when it is loaded, never with masked values. Does not call out.
    ///
    /// @throws ConnectorException `connector.invalid_config` with a sentence that tells what is wrong
    SocialConnector configure(ObjectNode config);

    /// Looks at a configuration, whether it is good or not, and says what of it is wrong and how to mend
    /// it. May call the provider as far as that changes nothing; never inside a database transaction.
    ///
    /// @param config never with masked values
    default List<Finding> diagnose(ObjectNode config) {
        try {
            List<String> warnings = configure(config).warnings();
            return warnings.isEmpty()
                    ? List.of(Finding.ok("config.usable", new Words("The configuration can be used.", "配置可用。")))
                    : warnings.stream()
                            .map(warning -> Finding.warning("config.warning", new Words(warning, warning), Words.NONE))
                            .toList();
        } catch (ConnectorException e) {
            Words sentence = new Words(e.getMessage(), "配置无效：" + e.getMessage());
            return List.of(Finding.error("config.invalid", sentence, Words.NONE).with(e.data()));
        }
    }

    /// The keys of the configuration that never leave the service in clear: those whose form items say so.
    default Set<String> confidentialKeys() {
        return metadata().formItems().stream()
                .filter(item -> Boolean.TRUE.equals(item.isConfidential()))
                .map(FormItem::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether it speaks a standard and not with one provider: there may be any number of connectors
    /// of it then, each with a target, name and logo of its own.
    default boolean isStandard() {
        return false;
    }
}
