package dev.latchkey.connector.alipay;

import dev.latchkey.connector.Explanation;
import dev.latchkey.connector.WhoCanFix;
import dev.latchkey.connector.Words;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Why Alipay refuses a call, told by its `sub_code` and `code` (B11): who can mend it, and where.
enum Cause {
    CODE_INVALID(
            WhoCanFix.PERSON,
            ConsolePage.NONE,
            "The authorization code was used already, is too old, or belongs to another app",
            "授权码已使用、已过期，或不属于该应用",
            "Sign in again.",
            "请重新登录。",
            "isv.code-invalid"),
    REFRESH_INVALID(
            WhoCanFix.PERSON,
            ConsolePage.NONE,
            "Alipay's refresh token is wrong or too old",
            "支付宝刷新令牌无效或已过期",
            "Sign in again.",
            "请重新登录。",
            "isv.refresh-token-invalid",
            "isv.refresh-token-time-out",
            "isv.refreshed-token-invalid"),
    TOKEN_INVALID(
            WhoCanFix.PERSON,
            ConsolePage.NONE,
            "Alipay's access token is wrong, too old, or was not given for this",
            "支付宝访问令牌无效、已过期，或未获得相应授权",
            "Sign in again, and agree when Alipay asks.",
            "请重新登录，并在支付宝页面同意授权。",
            "aop.invalid-auth-token",
            "aop.auth-token-time-out",
            "isv.invalid-token"),
    APP_AUTHORIZATION(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.AUTHORIZATIONS,
            "A third-party authorization of the app is missing or over",
            "应用的第三方授权缺失或已失效",
            "Renew the authorization, or use an app of your own.",
            "请重新授权，或使用自己的应用。",
            "aop.invalid-app-auth-token",
            "aop.invalid-app-auth-token-no-api",
            "aop.app-auth-token-time-out",
            "aop.no-product-reg-by-partner",
            "isv.not-support-app-auth"),
    PERSON_AUTHORIZATION(
            WhoCanFix.PERSON,
            ConsolePage.NONE,
            "The person has not authorized the app, or took that back",
            "用户未授权该应用，或已取消授权",
            "Sign in again, and agree when Alipay asks.",
            "请重新登录，并在支付宝页面同意授权。",
            "isv.invalid-auth-relations"),
    SIGNATURE(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.SIGNING,
            "Alipay does not accept the signature: the public key in Alipay's console must be the one that belongs to "
                    + "privateKey, and signType must be the one chosen there",
            "支付宝验签未通过：控制台中的应用公钥必须与私钥对应，签名算法必须与控制台一致",
            "Upload the public half of privateKey, which the diagnosis shows.",
            "请上传与私钥对应的公钥（诊断结果中会显示）。",
            "isv.invalid-signature",
            "isv.missing-signature",
            "isv.missing-signature-type",
            "isv.missing-signature-key",
            "isv.missing-default-signature-type",
            "isv.invalid-signature-type"),
    MODE(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.SIGNING,
            "Alipay has no public key or certificate of the app for this signType: the app is in the other of the two "
                    + "modes, or its certificate is another one",
            "支付宝侧没有该签名算法对应的公钥或证书：应用使用的是另一种加签模式，或证书不一致",
            "Choose the same mode here as in the console: a public key, or the three certificates.",
            "请与控制台保持一致：使用公钥模式，或填写三个证书。",
            "isv.missing-signature-config"),
    APP(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.APP,
            "Alipay does not know the app, or the code belongs to another one: check appId, and that gatewayUrl and "
                    + "authorizationUrl are both of production or both of the sandbox",
            "支付宝不认识该应用，或授权码属于其他应用：请检查 appId，以及网关地址与授权地址是否同属正式环境或沙箱环境",
            "Copy the APPID again; use the addresses of the environment that it belongs to.",
            "请重新复制 APPID，并使用其所属环境的地址。",
            "isv.invalid-app-id",
            "isv.missing-app-id",
            "isv.app-id-not-matched"),
    PERMISSION(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.ABILITIES,
            "The app may not do this: in Alipay's console it needs the abilities for member information and sign-in, "
                    + "signed and reviewed",
            "应用没有此权限：需要在控制台开通并签约“获取会员信息”等能力，且审核通过",
            "Bind the abilities, sign for them, and wait for the review.",
            "请绑定能力、完成签约，并等待审核通过。",
            "isv.insufficient-isv-permissions",
            "isv.insufficient-user-permissions",
            "isv.forbidden-api"),
    ADDRESS(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.ADDRESSES,
            "This server is not on the list of addresses from which the app may call, in Alipay's console",
            "本服务器不在应用的 IP 白名单中",
            "Add the public address of this server.",
            "请添加本服务器的公网 IP 地址。",
            "isv.access-control-limit"),
    TIME(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.NONE,
            "Alipay does not accept the time of the call: check the clock of this server",
            "支付宝不接受请求时间：请检查本服务器的时钟",
            "Set the clock of this server by NTP.",
            "请通过 NTP 校准本服务器的时钟。",
            "isv.invalid-timestamp",
            "isv.missing-timestamp"),
    CERTIFICATE(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.SIGNING,
            "The app's certificate has expired: renew it in Alipay's console",
            "应用公钥证书已过期：请在控制台更新",
            "Renew the certificate, and paste the new file as appCertificate.",
            "请更新证书，并将新文件内容填入 appCertificate。",
            "isv.app-cert-expired"),
    ENCRYPTION(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.ENCRYPTION,
            "The app demands encrypted content: switch that off in Alipay's console, sign-in does not need it",
            "应用要求内容加密：请在控制台关闭，登录不需要加密",
            "Remove the AES key of the app.",
            "请移除应用的 AES 密钥设置。",
            "isv.missing-encrypt-key",
            "isv.invalid-encrypt",
            "isv.invalid-encrypt-type",
            "isv.decryption-error-missing-encrypt-type",
            "isv.decryption-error-not-valid-encrypt-key",
            "isv.decryption-error-not-valid-encrypt-type",
            "isv.decryption-error-unknown"),
    CHARSET(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.SIGNING,
            "Alipay does not accept the charset of the call",
            "支付宝不接受请求的字符集",
            "Choose utf8, unless the app was set up for gbk.",
            "请选择 utf8，除非应用设置为 gbk。",
            "isv.invalid-charset"),
    LIMIT(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.SUPPORT,
            "The app has used up its calls for now",
            "应用调用次数已达上限",
            "Wait, or ask Alipay for a higher limit.",
            "请稍候，或向支付宝申请提高上限。",
            "isv.app-call-limited",
            "isv.method-call-limited"),
    BUSY(
            WhoCanFix.PROVIDER,
            ConsolePage.SUPPORT,
            "Alipay has trouble of its own",
            "支付宝系统异常",
            "Wait and try again.",
            "请稍后重试。",
            "isp.unknow-error",
            "aop.unknow-error"),
    RISK(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.SUPPORT,
            "Alipay takes the call for an attack",
            "支付宝将请求判定为攻击",
            "Ask Alipay's support, with the trace_id.",
            "请联系支付宝技术支持，并提供 trace_id。",
            "isv.suspected-attack"),
    REQUEST(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.SUPPORT,
            "Alipay does not understand the call: something between here and Alipay changes it, or Alipay has changed",
            "支付宝无法识别请求：请求可能被中间设备修改，或支付宝接口有变更",
            "Check gatewayUrl and any proxy; otherwise report it to Latchkey.",
            "请检查网关地址和代理；如无异常，请反馈给 Latchkey。",
            "isv.missing-method",
            "isv.missing-version",
            "isv.invalid-method",
            "isv.invalid-format",
            "isv.invalid-parameter",
            "isv.grant-type-invalid",
            "isv.invalid-digest",
            "isv.invalid-content-type",
            "isv.upload-fail",
            "isv.invalid-file-extension",
            "isv.invalid-file-size"),
    UNKNOWN(
            WhoCanFix.ADMINISTRATOR,
            ConsolePage.SUPPORT,
            "Alipay refuses the call",
            "支付宝拒绝了请求",
            "Look the sub_code up in Alipay's documentation.",
            "请在支付宝文档中查询 sub_code。");

    private final WhoCanFix who;
    private final ConsolePage page;
    private final Words text;
    private final Words remedy;
    private final Set<String> subCodes;

    Cause(
            WhoCanFix who,
            ConsolePage page,
            String english,
            String chinese,
            String remedyEnglish,
            String remedyChinese,
            String... subCodes) {
        this.who = who;
        this.page = page;
        this.text = new Words(english, chinese);
        this.remedy = new Words(remedyEnglish, remedyChinese);
        this.subCodes = Set.of(subCodes);
    }

    static Cause of(GatewayError error) {
        return bySubCode(error.subCode()).orElseGet(() -> byCode(error.code()));
    }

    private static Optional<Cause> bySubCode(String subCode) {
        return Arrays.stream(values())
                .filter(cause -> cause.subCodes.contains(subCode))
                .findFirst();
    }

    private static Cause byCode(String code) {
        return switch (code) {
            case "20000" -> BUSY;
            case "20001" -> TOKEN_INVALID;
            case "40001" -> REQUEST;
            case "40003" -> PERSON_AUTHORIZATION;
            case "40005" -> LIMIT;
            case "40006" -> PERMISSION;
            default -> UNKNOWN;
        };
    }

    /// The same in all languages.
    private String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    Set<String> subCodes() {
        return subCodes;
    }

    /// A sentence without its end.
    Words text() {
        return text;
    }

    Explanation explanation() {
        Words sentence = new Words(text.english() + ".", text.chinese() + "。");
        return new Explanation(code(), sentence, who, remedy, page.code(), page.words());
    }
}
