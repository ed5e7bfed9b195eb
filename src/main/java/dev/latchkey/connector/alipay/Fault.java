package dev.latchkey.connector.alipay;

import dev.latchkey.connector.Words;

/// What can be wrong with a field of the configuration, each with what to do about it.
enum Fault {
    MISSING("is missing", "未填写", "Fill it in.", "请填写。"),
    NOT_TEXT("must be text", "必须是文本", "Send it as text.", "请以文本形式提交。"),
    MALFORMED("does not look right", "格式不正确", "Copy it again from Alipay's console.", "请从支付宝控制台重新复制。"),
    ADDRESS(
            "is not an address that may be called",
            "不是可用的地址",
            "Use an https address without user, query or fragment, or leave it empty for production.",
            "请使用不含用户名、查询参数和片段的 https 地址；留空则使用正式环境。"),
    TOO_LONG("is far too long", "过长", "Paste one key, or the content of one file.", "请只粘贴一个密钥或一个文件的内容。"),
    CUT_OFF(
            "is cut off",
            "不完整",
            "Copy the whole text, from the line with -----BEGIN to the end of the line with -----END.",
            "请完整复制，从 -----BEGIN 所在行到 -----END 所在行末尾。"),
    UNREADABLE(
            "is neither PEM nor base64",
            "既不是 PEM 也不是 base64",
            "Copy it again from the file that the key tool wrote.",
            "请从密钥工具生成的文件中重新复制。"),
    DAMAGED(
            "is damaged or incomplete",
            "已损坏或不完整",
            "Copy it again, from the first to the last character.",
            "请从第一个字符到最后一个字符重新复制。"),
    ENCRYPTED(
            "is encrypted with a passphrase",
            "带有密码保护",
            "Decrypt it first: openssl pkey -in private.pem -out decrypted.pem",
            "请先解密：openssl pkey -in private.pem -out decrypted.pem"),
    PUBLIC_KEY("is a public key", "是公钥", "Paste what belongs into this field, not a public key.", "请粘贴该字段要求的内容，而不是公钥。"),
    PRIVATE_KEY(
            "is a private key",
            "是私钥",
            "Take it out at once, and paste what Alipay's console shows for this field.",
            "请立即移除私钥，并粘贴支付宝控制台为该字段显示的内容。"),
    CERTIFICATE(
            "is a certificate",
            "是证书",
            "Paste a key here; certificates have their own three fields.",
            "此处应粘贴密钥；证书请填入对应的三个字段。"),
    NOT_A_KEY("is no key", "不是密钥", "Paste the key that the key tool wrote.", "请粘贴密钥工具生成的密钥。"),
    NOT_A_CERTIFICATE(
            "is no certificate",
            "不是证书",
            "Paste the content of the .crt file from Alipay's console.",
            "请粘贴从支付宝控制台下载的 .crt 文件内容。"),
    WRONG_ALGORITHM(
            "does not fit signType",
            "与签名算法不匹配",
            "RSA and RSA2 take RSA keys, SM2 takes SM2 keys: change signType or the key.",
            "RSA 与 RSA2 使用 RSA 密钥，SM2 使用国密密钥：请修改签名算法或密钥。"),
    TOO_SMALL("is too short a key", "密钥长度过短", "Make a new pair with 2048 bits.", "请重新生成 2048 位的密钥对。"),
    TOO_LARGE("is too long a key", "密钥长度过长", "Make a new pair with 2048 bits.", "请重新生成 2048 位的密钥对。"),
    OWN_KEY(
            "is the public half of your own private key",
            "是您自己的应用公钥",
            "Paste the Alipay public key, which the console shows after yours was stored there.",
            "请粘贴“支付宝公钥”，即在控制台保存应用公钥后显示的那一个。"),
    BOTH_MODES(
            "and certificates exclude each other",
            "不能与证书同时使用",
            "Remove alipayPublicKey for certificate mode, or the three certificates for key mode.",
            "证书模式请删除 alipayPublicKey；密钥模式请删除三个证书。"),
    MISFIT(
            "belongs to another private key",
            "与私钥不匹配",
            "Take the certificate and the private key from the same certificate request.",
            "请使用同一个证书请求（CSR）得到的证书和私钥。"),
    SWAPPED(
            "is Alipay's certificate",
            "填入了支付宝公钥证书",
            "Swap them: appCertPublicKey_….crt is yours, alipayCertPublicKey_RSA2.crt is Alipay's.",
            "请互换：appCertPublicKey_….crt 是应用公钥证书，alipayCertPublicKey_RSA2.crt 是支付宝公钥证书。"),
    OWN_CERTIFICATE(
            "is your own app certificate",
            "是您自己的应用公钥证书",
            "Paste alipayCertPublicKey_RSA2.crt.",
            "请粘贴 alipayCertPublicKey_RSA2.crt。"),
    NO_ROOT(
            "has no root certificate for signType",
            "不含与签名算法对应的根证书",
            "Paste the whole content of alipayRootCert.crt.",
            "请粘贴 alipayRootCert.crt 的全部内容。"),
    UNROOTED(
            "does not lead to the roots in alipayRootCertificate",
            "无法由 alipayRootCertificate 验证",
            "Download all three files again from the same page of the console.",
            "请从控制台的同一页面重新下载三个证书文件。"),
    EXPIRED("has expired", "已过期", "Renew it in Alipay's console and paste the new file.", "请在支付宝控制台更新证书，并粘贴新的文件内容。"),
    EXPIRES_SOON(
            "expires within 30 days",
            "将在 30 天内过期",
            "Renew it in Alipay's console and paste the new file.",
            "请在支付宝控制台更新证书，并粘贴新的文件内容。");

    private final Words predicate;
    private final Words remedy;

    Fault(String english, String chinese, String remedyEnglish, String remedyChinese) {
        this.predicate = new Words(english, chinese);
        this.remedy = new Words(remedyEnglish, remedyChinese);
    }

    String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    Words sentence(String field) {
        return new Words(field + " " + predicate.english() + ".", field + " " + predicate.chinese() + "。");
    }

    Words remedy() {
        return remedy;
    }
}
