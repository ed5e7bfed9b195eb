package dev.latchkey.connector.alipay;

import dev.latchkey.connector.ConnectorMetadata.FormItem;
import dev.latchkey.connector.ConnectorMetadata.SelectItem;
import java.util.List;
import java.util.stream.Stream;

/// The fields of the configuration form (A1), followed by those that only we have.
final class AlipayForm {
    private static final String OWN_ADDRESS = "Only for addresses other than those of the environment.";

    private AlipayForm() {}

    static List<FormItem> web() {
        return List.of(
                text("appId", "App ID", true, "16 digits, for example 2021000000000000", null),
                multiline(
                        "privateKey",
                        "Private Key",
                        true,
                        "-----BEGIN PRIVATE KEY-----",
                        "PKCS#1 or PKCS#8, with or without header, in lines or in one line. 应用私钥。"),
                select(
                        "signType",
                        "Signing Algorithm",
                        "RSA2",
                        new SelectItem("RSA", "RSA-SHA1"),
                        new SelectItem("RSA2", "RSA-SHA256"),
                        new SelectItem("SM2", "SM2-SM3 (国密)")),
                select("charset", "Char Set", "utf8", new SelectItem("gbk", "GBK"), new SelectItem("utf8", "UTF-8")),
                text("scope", "Scope", false, "auth_user", "Several are separated by commas or blanks."),
                multiline(
                        TrustReader.KEY,
                        "Alipay Public Key",
                        false,
                        "-----BEGIN PUBLIC KEY-----",
                        "Shown in Alipay's console after your own public key was stored there; verifies Alipay's "
                                + "answers. 支付宝公钥（密钥模式）。"),
                certificate(TrustReader.APP, "App Certificate", "appCertPublicKey_….crt. 应用公钥证书（证书模式）。"),
                certificate(TrustReader.ALIPAY, "Alipay Certificate", "alipayCertPublicKey_RSA2.crt. 支付宝公钥证书。"),
                certificate(TrustReader.ROOT, "Alipay Root Certificates", "alipayRootCert.crt, all of it. 支付宝根证书。"),
                select(
                        "environment",
                        "Environment",
                        "production",
                        new SelectItem("production", "Production (正式环境)"),
                        new SelectItem("sandbox", "Sandbox (沙箱)")),
                text("gatewayUrl", "Gateway URL", false, Environment.PRODUCTION.gateway(), OWN_ADDRESS),
                text(
                        "authorizationUrl",
                        "Authorization URL",
                        false,
                        Environment.PRODUCTION.authorization(),
                        OWN_ADDRESS));
    }

    private static FormItem certificate(String key, String label, String description) {
        return multiline(key, label, false, "-----BEGIN CERTIFICATE-----", description);
    }

    /// As [#web], without the charset, and with a switch for browsers that no app is around of.
    static List<FormItem> app() {
        FormItem fallback = new FormItem(
                AlipayNativeFactory.FALLBACK,
                "Web Fallback",
                "Switch",
                null,
                true,
                null,
                "Also for browsers: phones open the Alipay app, others Alipay's page.",
                null,
                null);
        FormItem pid = text(
                AlipayNativeFactory.PID,
                "Merchant ID (PID)",
                false,
                "2088000000000000",
                "Only for apps with Alipay's full SDK.");
        return Stream.concat(web().stream().filter(item -> !item.key().equals("charset")), Stream.of(fallback, pid))
                .toList();
    }

    private static FormItem text(String key, String label, boolean required, String placeholder, String description) {
        return new FormItem(key, label, "Text", required, null, placeholder, description, null, null);
    }

    private static FormItem multiline(
            String key, String label, boolean required, String placeholder, String description) {
        Boolean confidential = key.equals("privateKey") ? true : null;
        return new FormItem(key, label, "MultilineText", required, null, placeholder, description, null, confidential);
    }

    private static FormItem select(String key, String label, String fallback, SelectItem... items) {
        return new FormItem(key, label, "Select", null, fallback, null, null, List.of(items), null);
    }
}
