package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;

/// What became of trying to make a connector from its stored configuration.
sealed interface Attempt {
    ObjectNode config();

    record Works(ObjectNode config, SocialConnector connector) implements Attempt {
        /// Without the configuration: it holds keys.
        @Override
        public String toString() {
            return "Works";
        }
    }

    /// @param config empty when it could not even be opened
    /// @param reason for the log and for administrators, without anything confidential
    record Fails(ObjectNode config, String reason) implements Attempt {
        /// Without the configuration, as above.
        @Override
        public String toString() {
            return "Fails[" + reason + "]";
        }
    }
}
