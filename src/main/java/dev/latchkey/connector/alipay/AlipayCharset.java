package dev.latchkey.connector.alipay;

import java.nio.charset.Charset;

/// The two encodings that a configuration may choose, under Logto's names for them.
enum AlipayCharset {
    UTF8("utf8", "utf-8"),
    GBK("gbk", "gbk");

    private final String configName;
    private final String wireName;

    AlipayCharset(String configName, String wireName) {
        this.configName = configName;
        this.wireName = wireName;
    }

    String configName() {
        return configName;
    }

    /// The name that the gateway documents and that Alipay's own clients send; `utf8` is none.
    String wireName() {
        return wireName;
    }

    /// Looked up when it is needed: GBK is not among the charsets that every Java runtime has.
    Charset charset() {
        return Charset.forName(wireName);
    }

    boolean isSupported() {
        return Charset.isSupported(wireName);
    }
}
