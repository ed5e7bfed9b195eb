package dev.latchkey.connector.wechat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorFactory;
import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.SocialConnector;
import dev.latchkey.connector.standard.Standards;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;

/// WeChat (Web): the person scans a QR code on WeChat's page.
@Singleton
class WeChatWebFactory implements ConnectorFactory {
    private static final ConnectorMetadata METADATA =
            WeChatForm.metadata("wechat-web", Platform.Web, "Sign in by scanning a code with WeChat.", "使用微信扫码登录。");

    private final Standards standards;
    private final URI page;
    private final URI api;

    @Inject
    WeChatWebFactory(Standards standards) {
        this(standards, URI.create("https://open.weixin.qq.com/connect/qrconnect"), WeChatApi.PRODUCTION);
    }

    /// @param page and @param api others for tests
    WeChatWebFactory(Standards standards, URI page, URI api) {
        this.standards = standards;
        this.page = page;
        this.api = api;
    }

    @Override
    public ConnectorMetadata metadata() {
        return METADATA;
    }

    @Override
    public SocialConnector configure(ObjectNode json) {
        ConfigFields fields = new ConfigFields(json);
        String appId = fields.requiredWord("appId");
        return new WeChatWebConnector(
                appId, page, new WeChatApi(appId, fields.requiredWord(WeChatForm.SECRET), api, standards));
    }
}
