package dev.latchkey.simulator;

import java.nio.charset.Charset;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/// The checks that every call has to pass, in the gateway's order, before its method is looked at.
final class Entrance {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final Duration TOLERANCE = Duration.ofHours(24);
    private static final Map<String, String> ALGORITHMS = Map.of("RSA", "SHA1withRSA", "RSA2", "SHA256withRSA");

    private final Function<String, Optional<SimulatedApp>> apps;
    private final Clock clock;

    Entrance(Function<String, Optional<SimulatedApp>> apps, Clock clock) {
        this.apps = apps;
        this.clock = clock;
    }

    /// What is known of a call that passed.
    record Visitor(Call call, SimulatedApp app, String algorithm) {}

    /// The algorithm that the caller signs with, and expects answers to be signed with.
    static Optional<String> algorithm(Map<String, String> parameters) {
        return Optional.ofNullable(ALGORITHMS.get(parameters.getOrDefault("sign_type", "")));
    }

    Visitor admit(Map<String, String> parameters, Charset charset) {
        Call call = Call.of(required(parameters, "method", "isv.missing-method"))
                .orElseThrow(() -> invalid("isv.invalid-method", "不存在的方法名"));
        SimulatedApp app = apps.apply(required(parameters, "app_id", "isv.missing-app-id"))
                .orElseThrow(() -> invalid("isv.invalid-app-id", "无效的AppID参数"));
        required(parameters, "sign_type", "isv.missing-signature-type");
        String algorithm = algorithm(parameters).orElseThrow(() -> invalid("isv.invalid-signature-type", "无效签名类型"));
        String sign = required(parameters, "sign", "isv.missing-signature");
        required(parameters, "version", "isv.missing-version");
        checkTime(required(parameters, "timestamp", "isv.missing-timestamp"));
        checkSignature(parameters, charset, app.publicKey(), algorithm, sign);
        return new Visitor(call, app, algorithm);
    }

    private void checkTime(String timestamp) {
        try {
            Duration difference = Duration.between(
                    LocalDateTime.parse(timestamp, TIME).toInstant(ZoneOffset.ofHours(8)), clock.instant());
            if (difference.abs().compareTo(TOLERANCE) > 0) {
                throw invalid("isv.invalid-timestamp", "非法的时间戳参数");
            }
        } catch (DateTimeParseException _) {
            throw invalid("isv.invalid-timestamp", "时间戳格式错误");
        }
    }

    private static void checkSignature(
            Map<String, String> parameters, Charset charset, PublicKey key, String algorithm, String sign) {
        String text = signedText(parameters);
        if (!verifies(text.getBytes(charset), key, algorithm, sign)) {
            throw invalid("isv.invalid-signature", "验签出错，建议检查签名字符串或签名私钥与应用公钥是否匹配，网关生成的验签字符串为：" + Html.escape(text));
        }
    }

    /// Everything but `sign`, in the order of the names.
    private static String signedText(Map<String, String> parameters) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(parameters).forEach((name, value) -> {
            if (!name.equals("sign") && !value.isEmpty()) {
                text.append(text.isEmpty() ? "" : "&").append(name).append('=').append(value);
            }
        });
        return text.toString();
    }

    private static boolean verifies(byte[] message, PublicKey key, String algorithm, String sign) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update(message);
            return signature.verify(Base64.getDecoder().decode(sign));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    private static String required(Map<String, String> parameters, String name, String subCode) {
        String value = parameters.getOrDefault(name, "");
        if (value.isEmpty()) {
            throw Refused.because("40001", subCode, "缺少参数 " + name);
        }
        return value;
    }

    private static Refused invalid(String subCode, String subMsg) {
        return Refused.because("40002", subCode, subMsg);
    }
}
