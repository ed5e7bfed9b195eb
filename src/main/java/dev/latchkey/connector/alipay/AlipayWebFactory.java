package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.Finding;
import dev.latchkey.platform.OutboundClient;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/// Alipay (Web): sign-in by Alipay's page in the browser.
@Singleton
class AlipayWebFactory implements ConnectorFactory {
    private static final String README = "/connectors/alipay-web.md";

    private final OutboundClient client;
    private final LearntCertificates learnt;
    private final Clock clock;
    private final ConnectorMetadata metadata;

    AlipayWebFactory(OutboundClient client, LearntCertificates learnt, Clock clock) {
        this.client = client;
        this.learnt = learnt;
        this.clock = clock;
        this.metadata = new ConnectorMetadata(
                "alipay-web",
                "alipay",
                Platform.Web,
                Map.of("en", "Alipay", "zh-CN", "支付宝", "tr-TR", "Alipay", "ko", "Alipay"),
                Map.of(
                        "en", "Alipay is a payment service for phones and the web, used by most people in China.",
                        "zh-CN", "支付宝是中国大多数人使用的移动与网上支付平台。",
                        "tr-TR", "Alipay, Çin'de çoğu kişinin kullandığı bir mobil ve çevrimiçi ödeme hizmetidir.",
                        "ko", "Alipay는 중국에서 널리 쓰이는 모바일 및 온라인 결제 서비스입니다."),
                "/assets/connectors/alipay.svg",
                null,
                readme(README),
                AlipayForm.web());
    }

    @Override
    public ConnectorMetadata metadata() {
        return metadata;
    }

    @Override
    public AlipayWebConnector configure(ObjectNode json) {
        AlipayConfig config = AlipayConfigReader.read(json);
        Gateway gateway = new Gateway(config, client, clock, learnt);
        return new AlipayWebConnector(config, gateway, new AlipayWarnings(config, gateway, learnt, clock));
    }

    @Override
    public List<Finding> diagnose(ObjectNode json) {
        return new AlipayDoctor(client, clock).examine(json);
    }

    static String readme(String file) {
        try (InputStream text = AlipayWebFactory.class.getResourceAsStream(file)) {
            if (text == null) {
                throw new IllegalStateException("the resource " + file + " is missing");
            }
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
