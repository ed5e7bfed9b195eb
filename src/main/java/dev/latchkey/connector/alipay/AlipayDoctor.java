package dev.latchkey.connector.alipay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.latchkey.connector.ConfigFields;
import dev.latchkey.connector.ConnectorException;
import dev.latchkey.connector.Finding;
import dev.latchkey.connector.Finding.Severity;
import dev.latchkey.connector.Words;
import dev.latchkey.platform.OutboundClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Says of a configuration what is wrong with it, before anybody signs in: the texts first, then, if
/// they make sense, by calls to the gateway that change nothing.
final class AlipayDoctor {
    private final OutboundClient client;
    private final Clock clock;

    AlipayDoctor(OutboundClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    List<Finding> examine(ObjectNode json) {
        KeyExamination keys = new KeyExamination(json, family(json), clock);
        List<Finding> findings = new ArrayList<>(keys.findings());
        try {
            AlipayConfig config = AlipayConfigReader.read(json);
            findings.addAll(shortcomings(config));
            if (findings.stream().noneMatch(finding -> finding.severity() == Severity.ERROR)) {
                findings.addAll(new GatewayProbe(config, client, clock).findings());
            }
        } catch (ConnectorException e) {
            String field = String.valueOf(e.data().get(ConfigFields.FIELD));
            if (!keys.faulty().contains(field)) {
                findings.add(complaint(e));
            }
        }
        return findings;
    }

    /// The refusal of a field, as a finding.
    static Finding complaint(ConnectorException refusal) {
        return KeyExamination.of(String.valueOf(refusal.data().get(ConfigFields.FIELD)), fault(refusal));
    }

    /// As far as it can be told from a configuration that may be wrong.
    private static SignType.Family family(ObjectNode json) {
        return json.path("signType").asText().equals(SignType.SM2.name()) ? SignType.Family.SM2 : SignType.Family.RSA;
    }

    private static Fault fault(ConnectorException e) {
        String code = String.valueOf(e.data().get(ConfigFields.REASON)).toUpperCase(Locale.ROOT);
        return Arrays.stream(Fault.values())
                .filter(fault -> fault.name().equals(code))
                .findFirst()
                .orElse(Fault.MALFORMED);
    }

    private static List<Finding> shortcomings(AlipayConfig config) {
        List<Finding> findings = new ArrayList<>();
        environments(config).ifPresent(findings::add);
        if (config.trust() instanceof Trust.Keys(var key) && key.isEmpty()) {
            findings.add(Finding.warning(
                            "alipayPublicKey.absent",
                            new Words("Alipay's answers are not verified.", "未验证支付宝的响应。"),
                            new Words(
                                    "Paste the Alipay public key, which the console shows after yours was stored there.",
                                    "请填写“支付宝公钥”，即在控制台保存应用公钥后显示的那一个。"))
                    .at(ConsolePage.SIGNING.words()));
        }
        if (config.signType() == SignType.RSA) {
            findings.add(Finding.warning(
                            "signType.outdated",
                            new Words("RSA signs with SHA-1, which is outdated.", "RSA 使用 SHA-1 签名，已过时。"),
                            new Words("Choose RSA2 here and in the console.", "请在此处和控制台都选择 RSA2。"))
                    .at(ConsolePage.SIGNING.words()));
        }
        if (config.signType().family() == SignType.Family.RSA
                && config.merchantKey().bits() < RsaSize.RECOMMENDED) {
            findings.add(Finding.warning(
                    "privateKey.short",
                    new Words("privateKey has fewer than 2048 bits.", "privateKey 不足 2048 位。"),
                    new Words("Replace it by one with 2048 bits.", "请更换为 2048 位的密钥。")));
        }
        return findings;
    }

    /// The sandbox has apps of its own, so an app and both addresses belong to one environment.
    private static Optional<Finding> environments(AlipayConfig config) {
        Environment gateway = Environment.of(config.gateway());
        Environment authorization = Environment.of(config.authorization());
        Environment app = Environment.ofApp(config.appId());
        boolean mixed = gateway.contradicts(authorization) || gateway.contradicts(app);
        return mixed
                ? Optional.of(Finding.error(
                                "environment.mixed",
                                new Words(
                                        "The APPID and the two addresses are not all of production or all of the "
                                                + "sandbox.",
                                        "APPID 与两个地址不属于同一环境（正式或沙箱）。"),
                                new Words(
                                        "Choose the environment that the APPID belongs to; those of the sandbox begin "
                                                + "with 9021.",
                                        "请选择 APPID 所属的环境；沙箱 APPID 以 9021 开头。"))
                        .at(ConsolePage.SANDBOX.words()))
                : Optional.empty();
    }
}
