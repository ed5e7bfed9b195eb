package dev.latchkey.connector.alipay;

/// The two calls of a sign-in, and the one that follows Alipay to its next certificate.
enum GatewayMethod {
    /// Trades the code for a token. Never repeated: the first attempt spends the code, even one whose
    /// answer was lost (C11).
    TOKEN("alipay.system.oauth.token", false),
    /// Asks who the person is; harmless to ask twice.
    USER_INFO("alipay.user.info.share", true),
    /// Brings the certificate that an answer names (B5).
    CERTIFICATE("alipay.open.app.alipaycert.download", true);

    private final String apiName;
    private final boolean repeatable;

    GatewayMethod(String apiName, boolean repeatable) {
        this.apiName = apiName;
        this.repeatable = repeatable;
    }

    String apiName() {
        return apiName;
    }

    boolean isRepeatable() {
        return repeatable;
    }

    /// Where the answer is in its envelope (B3).
    String nodeName() {
        return apiName.replace('.', '_') + "_response";
    }
}
