package dev.latchkey.connector.alipay;

import dev.latchkey.connector.Explanation;
import dev.latchkey.connector.Finding;
import dev.latchkey.connector.WhoCanFix;
import dev.latchkey.connector.Words;
import dev.latchkey.platform.OutboundException;

/// What keeps a sign-in from Alipay's word without a refusal of Alipay's ([Cause]): no answer, or none that may be
/// believed. A diagnosis and a failed sign-in tell of it in the same words.
enum Obstacle {
    ANSWER_UNTRUSTED(
            "answer.untrusted",
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.SIGNING,
            "Alipay's answer is not signed with the key in alipayPublicKey or alipayCertificate.",
            "支付宝响应的签名与 alipayPublicKey 或 alipayCertificate 不符。",
            "Copy the Alipay public key of this very app again, or its certificate.",
            "请重新复制该应用的“支付宝公钥”或支付宝公钥证书。"),
    GATEWAY_SLOW(
            "gateway.slow",
            WhoCanFix.PROVIDER,
            ConsolePage.NONE,
            "Alipay's gateway does not answer in time.",
            "支付宝网关响应超时。",
            "Wait and try again. If it never answers, check gatewayUrl, and that this server may call it: name "
                    + "resolution, firewall, proxy.",
            "请稍后重试。如果始终没有响应，请检查网关地址，以及本服务器能否访问（域名解析、防火墙、代理）。"),
    GATEWAY_UNREACHABLE(
            "gateway.unreachable",
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.NONE,
            "Alipay's gateway cannot be reached.",
            "无法连接支付宝网关。",
            "Check gatewayUrl, and that this server may call it: name resolution, firewall, proxy.",
            "请检查网关地址，以及本服务器能否访问（域名解析、防火墙、代理）。"),
    GATEWAY_FORBIDDEN(
            "gateway.forbidden",
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.NONE,
            "gatewayUrl leads to where nobody may be called.",
            "网关地址指向不允许访问的网络。",
            "Only https addresses of the public internet may be called; a simulator needs "
                    + "latchkey.outbound.allow-private-networks.",
            "只能访问公网的 https 地址；使用模拟器时请开启 latchkey.outbound.allow-private-networks。"),
    GATEWAY_BUSY(
            "gateway.busy",
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.NONE,
            "So many calls to Alipay's gateway are under way that this one was not begun.",
            "正在进行的支付宝网关调用过多，本次调用未发出。",
            "Wait and try again. If it stays so, raise latchkey.outbound.max-calls-per-host and max-calls.",
            "请稍后重试。如果持续出现，请提高 latchkey.outbound.max-calls-per-host 和 max-calls。"),
    GATEWAY_FAILING(
            "gateway.failing",
            WhoCanFix.PROVIDER,
            ConsolePage.NONE,
            "Alipay's gateway has trouble of its own, or limits calls.",
            "支付宝网关异常，或限制了调用。",
            "Wait and try again.",
            "请稍后重试。"),
    GATEWAY_NOT_ALIPAY(
            "gateway.not_alipay",
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.SANDBOX,
            "What answers at gatewayUrl is not Alipay's gateway.",
            "网关地址返回的不是支付宝网关的响应。",
            "Leave gatewayUrl empty for production, or copy that of the sandbox; look for a proxy that answers in its "
                    + "place.",
            "正式环境请留空；沙箱请从控制台复制。请检查是否有代理拦截了请求。"),
    CALLBACK_OF_ANOTHER_APP(
            "callback.other_app",
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.APP,
            "The callback belongs to another Alipay app than the configured one.",
            "回调属于另一个支付宝应用，与配置的 APPID 不一致。",
            "Copy the APPID again, and use that of the same app in Alipay's SDK.",
            "请重新复制 APPID，并在支付宝 SDK 中使用同一应用的 APPID。");

    private static final int TOO_MANY_REQUESTS = 429;

    private final Explanation explanation;

    Obstacle(
            String code,
            WhoCanFix who,
            ConsolePage page,
            String english,
            String chinese,
            String remedyEnglish,
            String remedyChinese) {
        this.explanation = new Explanation(
                code,
                new Words(english, chinese),
                who,
                new Words(remedyEnglish, remedyChinese),
                page.code(),
                page.words());
    }

    /// Why the gateway gave no answer.
    static Obstacle of(OutboundException.Reason reason) {
        return switch (reason) {
            case TIMEOUT -> GATEWAY_SLOW;
            case CONNECTION -> GATEWAY_UNREACHABLE;
            case FORBIDDEN -> GATEWAY_FORBIDDEN;
            case BUSY -> GATEWAY_BUSY;
            case TOO_LARGE -> GATEWAY_NOT_ALIPAY;
        };
    }

    /// What an HTTP status means that is none of success: Alipay refuses calls with 200.
    static Obstacle ofStatus(int status) {
        return status >= 500 || status == TOO_MANY_REQUESTS ? GATEWAY_FAILING : GATEWAY_NOT_ALIPAY;
    }

    Explanation explanation() {
        return explanation;
    }

    Finding finding() {
        return Finding.error(explanation);
    }
}
