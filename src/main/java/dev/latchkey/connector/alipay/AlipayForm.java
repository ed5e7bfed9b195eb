package dev.latchkey.connector.alipay;

import dev.latchkey.connector.ConnectorMetadata.FormItem;
import dev.latchkey.connector.ConnectorMetadata.SelectItem;
import java.util.List;

/// The fields of the configuration form (A1), followed by those that only we have.
final class AlipayForm {
    private AlipayForm() {}

    static List<FormItem> web() {
        return List.of(
                text("appId", "App ID", true, "16 digits, for example 2021000000000000", null),
                multiline("privateKey", "Private Key", true, "-----BEGIN PRIVATE KEY-----", true),
                select(
                        "signType",
                        "Signing Algorithm",
                        "RSA2",
                        new SelectItem("RSA", "RSA-SHA1"),
                        new SelectItem("RSA2", "RSA-SHA256")),
                select("charset", "Char Set", "utf8", new SelectItem("gbk", "GBK"), new SelectItem("utf8", "UTF-8")),
                text("scope", "Scope", false, "auth_user", "Several are separated by commas or blanks."),
                multiline("alipayPublicKey", "Alipay Public Key", false, "-----BEGIN PUBLIC KEY-----", false),
                text("gatewayUrl", "Gateway URL", false, AlipayConfigReader.GATEWAY, "Only for the sandbox."),
                text(
                        "authorizationUrl",
                        "Authorization URL",
                        false,
                        AlipayConfigReader.AUTHORIZATION,
                        "Only for the sandbox."));
    }

    private static FormItem text(String key, String label, boolean required, String placeholder, String description) {
        return new FormItem(key, label, "Text", required, null, placeholder, description, null, null);
    }

    private static FormItem multiline(String key, String label, boolean required, String placeholder, boolean secret) {
        String description = secret
                ? "PKCS#1 or PKCS#8, with or without header, in lines or in one line."
                : "Shown in Alipay's console after your own public key was stored there; verifies Alipay's answers.";
        return new FormItem(
                key, label, "MultilineText", required, null, placeholder, description, null, secret ? true : null);
    }

    private static FormItem select(String key, String label, String fallback, SelectItem... items) {
        return new FormItem(key, label, "Select", null, fallback, null, null, List.of(items), null);
    }
}
