package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConfigFields;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Turns a submitted configuration into one that works, or into a sentence that says why it cannot:
/// when it is saved, not when the first person signs in (C1).
final class AlipayConfigReader {
    private static final Pattern APP_ID = Pattern.compile("[\\x21-\\x7E]{1,32}");
    private static final Pattern SCOPE = Pattern.compile("[A-Za-z0-9_.:-]{1,64}");
    private static final Pattern SEPARATOR = Pattern.compile("[\\s,]+");

    private AlipayConfigReader() {}

    static AlipayConfig read(ObjectNode json) {
        ConfigFields fields = new ConfigFields(json);
        String appId = appId(fields);
        SignType signType = fields.choice("signType", SignType.values(), SignType::name, SignType.RSA2);
        MerchantKey merchantKey = InvalidConfig.parse(
                "privateKey", fields.requiredPasted("privateKey"), text -> MerchantKey.parse(text, signType.family()));
        Environment environment = environment(fields);
        return new AlipayConfig(
                appId,
                merchantKey,
                signType,
                charset(fields),
                scopes(fields),
                TrustReader.read(fields, merchantKey, signType.family()),
                address(fields, "gatewayUrl", environment.gateway()),
                address(fields, "authorizationUrl", environment.authorization()));
    }

    /// Without a query, as the parameters are ours.
    private static URI address(ConfigFields fields, String field, String preset) {
        URI address = fields.address(field).orElseGet(() -> URI.create(preset));
        if (address.getRawQuery() != null) {
            throw InvalidConfig.of(field, Fault.ADDRESS, field + " must have no query.");
        }
        return address;
    }

    /// Whose addresses are meant where none are given.
    private static Environment environment(ConfigFields fields) {
        Environment[] presets = {Environment.PRODUCTION, Environment.SANDBOX};
        return fields.choice("environment", presets, Environment::configName, Environment.PRODUCTION);
    }

    private static String appId(ConfigFields fields) {
        String appId = fields.requiredText("appId");
        if (!APP_ID.matcher(appId).matches()) {
            throw InvalidConfig.of(
                    "appId", Fault.MALFORMED, "appId must be the 16 digits that Alipay's console shows as APPID.");
        }
        return appId;
    }

    private static AlipayCharset charset(ConfigFields fields) {
        AlipayCharset charset =
                fields.choice("charset", AlipayCharset.values(), AlipayCharset::configName, AlipayCharset.UTF8);
        if (!charset.isSupported()) {
            throw InvalidConfig.of(
                    "charset", Fault.MALFORMED, "This installation cannot encode " + charset.configName() + ".");
        }
        return charset;
    }

    /// Alipay separates scopes by comma, Logto's form asks for blanks: both are understood (A1, B6).
    private static List<String> scopes(ConfigFields fields) {
        List<String> scopes = fields.text("scope")
                .map(SEPARATOR::splitAsStream)
                .orElse(Stream.of("auth_user"))
                .filter(scope -> !scope.isEmpty())
                .distinct()
                .toList();
        if (scopes.isEmpty()
                || !scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches())) {
            throw InvalidConfig.of(
                    "scope", Fault.MALFORMED, "scope must be names like auth_user or auth_base, separated by commas.");
        }
        return scopes;
    }
}
