package dev.latchkey.connector.alipay;

import dev.latchkey.connector.Finding;
import dev.latchkey.connector.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// When Alipay does not accept a signature it tells over which text it expected one (B11). The same
/// text as ours, and the keys do not belong together; another text, and somebody changed the call.
final class SignatureComparison {
    private static final Pattern TEXT = Pattern.compile("(?:alipay_root_cert_sn|app_cert_sn|app_id)=[^】]*");

    private SignatureComparison() {}

    static Finding of(GatewayError error, GatewayRequest request, AlipayConfig config) {
        String ours = request.stringToSign();
        Optional<String> theirs = theirs(error.subMsg());
        Map<String, Object> data = new LinkedHashMap<>(GatewayProbe.said(error));
        data.put("stringToSign", ours);
        theirs.ifPresent(text -> data.put("expectedByAlipay", text));
        data.put("publicKey", config.merchantKey().publicHalf().line());
        boolean changed = theirs.filter(text -> !text.equals(ours)).isPresent();
        return (changed ? changed() : wrongKey())
                .at(ConsolePage.SIGNING.words())
                .with(data);
    }

    private static Finding wrongKey() {
        return Finding.error(
                "signature.wrong_key",
                new Words(
                        "Alipay does not accept the signature: its console has the public key of another private key, or "
                                + "another signType.",
                        "支付宝验签未通过：控制台中的应用公钥与私钥不对应，或签名算法不一致。"),
                new Words(
                        "Store the public key shown here in the console, or paste the private key that belongs to the "
                                + "one stored there.",
                        "请将此处显示的公钥保存到控制台，或粘贴与控制台公钥对应的私钥。"));
    }

    private static Finding changed() {
        return Finding.error(
                "signature.changed_call",
                new Words(
                        "Alipay received something else than was signed here: compare the two texts.",
                        "支付宝收到的内容与此处签名的内容不一致：请比较两段文本。"),
                new Words("Look for a proxy that changes calls, and check charset.", "请检查是否有代理修改了请求，并检查字符集设置。"));
    }

    private static Optional<String> theirs(String message) {
        Matcher text = TEXT.matcher(message);
        return text.find() ? Optional.of(unescaped(text.group())) : Optional.empty();
    }

    private static String unescaped(String html) {
        return html.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&")
                .strip();
    }
}
