package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.kit.ConnectorContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Alipay (Native) keeps the contract of connectors.
class AlipayNativeContractTest extends ConnectorContract {
    private static Alipay alipay;

    @BeforeAll
    static void start() {
        alipay = new Alipay();
    }

    @AfterAll
    static void stop() {
        alipay.close();
    }

    @Override
    protected ConnectorFactory factory() {
        return alipay.nativeFactory();
    }

    @Override
    protected ObjectNode config() {
        return alipay.config().put("webFallback", true).put("pid", "2088000000000000");
    }
}
