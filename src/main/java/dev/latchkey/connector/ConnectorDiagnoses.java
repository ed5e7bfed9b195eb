package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.platform.ApiException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;

/// Looks at configurations, stored or not. A provider may be asked on the way, so no transaction is open.
@Singleton
class ConnectorDiagnoses {
    private final ConnectorFactories factories;
    private final ConnectorAdministration administration;

    ConnectorDiagnoses(ConnectorFactories factories, ConnectorAdministration administration) {
        this.factories = factories;
        this.administration = administration;
    }

    /// @param config to be looked at, as it would be saved; for a stored connector masks stand for the
    ///     stored values, and nothing at all for the whole
    @RegisterForReflection
    record DiagnosisInput(ObjectNode config) {
        ObjectNode orNothing() {
            return config == null ? JsonNodeFactory.instance.objectNode() : Tidy.object(config);
        }

        /// Without the configuration: it holds keys.
        @Override
        public String toString() {
            return "DiagnosisInput";
        }
    }

    DiagnosisView ofStored(String id, DiagnosisInput input) {
        ConnectorAdministration.Stored stored = administration.stored(id);
        ConnectorFactory factory =
                factories.find(stored.factoryId()).orElseThrow(() -> Refusals.unknownFactory(stored.factoryId()));
        ObjectNode config = input.config() == null
                ? stored.config()
                : Mask.lift(input.orNothing(), stored.config(), factory.confidentialKeys());
        return new DiagnosisView(factory.diagnose(config));
    }

    DiagnosisView of(String factoryId, DiagnosisInput input) {
        ConnectorFactory factory =
                factories.find(factoryId).orElseThrow(() -> ApiException.notFound("connector factory", factoryId));
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        return new DiagnosisView(factory.diagnose(Mask.lift(input.orNothing(), nothing, factory.confidentialKeys())));
    }
}
