package dev.latchkey.connector.wechat;

import dev.latchkey.connector.ConnectorMetadata;
import dev.latchkey.connector.ConnectorMetadata.Platform;
import dev.latchkey.connector.standard.Form;
import java.util.List;
import java.util.Map;

/// What both kinds of WeChat connectors are called and ask for.
final class WeChatForm {
    static final String SECRET = "appSecret";

    private WeChatForm() {}

    static ConnectorMetadata metadata(String id, Platform platform, String english, String chinese) {
        return new ConnectorMetadata(
                id,
                "wechat",
                platform,
                Map.of("en", "WeChat", "zh-CN", "微信"),
                Map.of("en", english, "zh-CN", chinese),
                "/assets/connectors/wechat.svg",
                null,
                Form.readme(id),
                List.of(
                        Form.text("appId", "App ID", true, "wx0123456789abcdef"),
                        Form.secret(SECRET, "App secret", "Text", true)));
    }
}
