package dev.latchkey.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the simulated gateway understands.
public enum Call {
    TOKEN("alipay.system.oauth.token", "error_response"),
    USER_INFO("alipay.user.info.share", "alipay_user_info_share_response"),
    CERTIFICATE("alipay.open.app.alipaycert.download", "alipay_open_app_alipaycert_download_response");

    /// The two calls of every sign-in.
    public static final List<Call> SIGN_IN = List.of(TOKEN, USER_INFO);

    private final String method;
    private final String errorNode;

    Call(String method, String errorNode) {
        this.method = method;
        this.errorNode = errorNode;
    }

    static Optional<Call> of(String method) {
        return Arrays.stream(values())
                .filter(call -> call.method.equals(method))
                .findFirst();
    }

    String node() {
        return method.replace('.', '_') + "_response";
    }

    /// Where the real gateway puts a refusal: old methods have no code in their own node.
    String errorNode() {
        return errorNode;
    }
}
