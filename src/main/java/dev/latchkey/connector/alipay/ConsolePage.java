package dev.latchkey.connector.alipay;

import dev.latchkey.connector.Words;
import java.util.Locale;

/// The places in Alipay's console (open.alipay.com) where things are mended.
enum ConsolePage {
    NONE("", ""),
    APP("Console › the app › its APPID, on top", "控制台 › 应用详情页顶部的 APPID"),
    SIGNING("Console › the app › Development settings › Interface signing method", "控制台 › 应用 › 开发设置 › 接口加签方式（密钥/证书）"),
    ADDRESSES("Console › the app › Development settings › Server IP allow-list", "控制台 › 应用 › 开发设置 › 服务器 IP 白名单"),
    ENCRYPTION("Console › the app › Development settings › Interface content encryption", "控制台 › 应用 › 开发设置 › 接口内容加密方式"),
    CALLBACK("Console › the app › Development settings › Authorization callback address", "控制台 › 应用 › 开发设置 › 授权回调地址"),
    ABILITIES("Console › the app › Product binding (sign-in, member information)", "控制台 › 应用 › 产品绑定（获取会员信息）"),
    AUTHORIZATIONS("Console › the app › Third-party authorization", "控制台 › 应用 › 第三方应用授权"),
    SANDBOX("Console › Sandbox", "控制台 › 沙箱"),
    SUPPORT("Console › Support, with the trace_id", "控制台 › 技术支持（请提供 trace_id）");

    private final Words words;

    ConsolePage(String english, String chinese) {
        this.words = new Words(english, chinese);
    }

    /// The same in all languages; empty for no place.
    String code() {
        return this == NONE ? "" : name().toLowerCase(Locale.ROOT);
    }

    Words words() {
        return words;
    }
}
