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

/// WeChat (Native): an app with WeChat's SDK asks the WeChat app.
@Singleton
class WeChatNativeFactory implements ConnectorFactory {
    private static final ConnectorMetadata METADATA = WeChatForm.metadata(
            "wechat-native", Platform.Native, "Sign in with the WeChat app on the same phone.", "使用手机上的微信应用登录。");

    private final Standards standards;
    private final URI api;

    @Inject
    WeChatNativeFactory(Standards standards) {
        this(standards, WeChatApi.PRODUCTION);
    }

    /// @param api another one for tests
    WeChatNativeFactory(Standards standards, URI api) {
        this.standards = standards;
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
        return new WeChatNativeConnector(
                appId, new WeChatApi(appId, fields.requiredWord(WeChatForm.SECRET), api, standards));
    }
}
