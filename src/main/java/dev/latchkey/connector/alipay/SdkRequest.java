package dev.latchkey.connector.alipay;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What an app passes to `AuthTask.authV2` or `auth_V2WithInfo` of Alipay's full SDK (B8).
///
/// @param pid the operator's merchant id
record SdkRequest(String appId, String pid, RequestSigner signer) {
    String signed(String targetId) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("apiname", "com.alipay.account.auth");
        parameters.put("method", "alipay.open.auth.sdk.code.get");
        parameters.put("app_id", appId);
        parameters.put("app_name", "mc");
        parameters.put("biz_type", "openservice");
        parameters.put("pid", pid);
        parameters.put("product_id", "APP_FAST_LOGIN");
        parameters.put("scope", "kuaijie");
        parameters.put("target_id", targetId);
        parameters.put("auth_type", "AUTHACCOUNT");
        parameters.put("sign_type", signer.signType().name());
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.put("sign", signer.sign(RequestSigner.stringToSign(parameters)));
        return all.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + encoded(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /// Without the key.
    @Override
    public String toString() {
        return "SdkRequest[" + appId + "]";
    }
}
