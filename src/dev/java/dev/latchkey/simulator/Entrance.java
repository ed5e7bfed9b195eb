package dev.latchkey.simulator;

import java.nio.charset.Charset;
import java.security.PublicKey;
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
    private static final Map<String, String> ALGORITHMS =
            Map.of("RSA", "SHA1withRSA", "RSA2", "SHA256withRSA", "SM2", Signatures.SM2);

    private final Function<String, Optional<SimulatedApp>> apps;
    private final Console console;
    private final Clock clock;

    Entrance(Function<String, Optional<SimulatedApp>> apps, Console console, Clock clock) {
        this.apps = apps;
        this.console = console;
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
        checkMode(parameters, app, algorithm);
        checkSignature(parameters, charset, app.publicKey(), algorithm, sign);
        return new Visitor(call, app, algorithm);
    }

    /// An app is in one of two modes, and in certificate mode both sides must mean the same certificates.
    private void checkMode(Map<String, String> parameters, SimulatedApp app, String algorithm) {
        String appCertificate = parameters.getOrDefault("app_cert_sn", "");
        String root = parameters.getOrDefault("alipay_root_cert_sn", "");
        boolean fits = app.certificateSerial()
                .map(serial -> serial.equals(appCertificate) && root.equals(console.rootSerial(algorithm)))
                .orElse(appCertificate.isEmpty() && root.isEmpty());
        if (!fits) {
            throw invalid("isv.missing-signature-config", "验签出错, 未配置对应签名算法的公钥或者证书");
        }
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
            return Signatures.verifies(
                    key, algorithm, message, Base64.getDecoder().decode(sign));
        } catch (IllegalArgumentException _) {
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
