package dev.latchkey.connector;

import java.util.Locale;
import java.util.regex.Pattern;

/// What a page of ours is shown in, as far as the browser says: providers have apps of their own, and
/// are kept out of those of others.
public enum Surroundings {
    /// A browser without a phone around it.
    DESKTOP,
    /// The browser of a phone or a tablet: links that begin with an app's scheme open the app.
    PHONE,
    /// The browser inside the Alipay app.
    ALIPAY,
    /// The web view of a mini program inside the Alipay app, which shows no page of Alipay.
    ALIPAY_MINI_PROGRAM,
    /// The browser inside WeChat or WeCom, which shows no page of Alipay.
    WECHAT,
    /// The browser inside another app that many people have: it shows pages and opens no further app.
    OTHER_APP,
    /// A view without a name inside any app, perhaps one of the operator's with an SDK around it.
    WEB_VIEW;

    private static final Pattern ALIPAY_APP = Pattern.compile("alipayclient|aliapp\\(ap/|alipaydefined");
    private static final Pattern MINI_PROGRAM = Pattern.compile("\\bminiprogram\\b");
    private static final Pattern WECHAT_APP = Pattern.compile("micromessenger|wxwork");
    private static final Pattern OTHER_APPS = Pattern.compile(
            "dingtalk|aliapp\\(|\\bqq/|weibo|toutiao|newsarticle|aweme|"
                    + "feishu|\\blark/|baiduboxapp|xiaohongshu|discover/|bilibili|kwai|zhihu|fban|fbav|instagram|\\bline/");
    private static final Pattern PHONES =
            Pattern.compile("iphone|ipad|ipod|android|harmonyos|openharmony|\\bmobile\\b");
    private static final Pattern APPLE = Pattern.compile("iphone|ipad|ipod");
    private static final Pattern APPLE_BROWSERS = Pattern.compile("safari/|crios|fxios|edgios|mqqbrowser|ucbrowser");

    public static Surroundings of(String userAgent) {
        String text = userAgent.toLowerCase(Locale.ROOT);
        if (has(ALIPAY_APP, text)) {
            return has(MINI_PROGRAM, text) ? ALIPAY_MINI_PROGRAM : ALIPAY;
        }
        if (has(WECHAT_APP, text)) {
            return WECHAT;
        }
        if (has(OTHER_APPS, text)) {
            return OTHER_APP;
        }
        return isWebView(text) ? WEB_VIEW : has(PHONES, text) ? PHONE : DESKTOP;
    }

    /// Android's says that it is one; Apple's does not call itself a browser.
    private static boolean isWebView(String text) {
        return text.contains("; wv)") || has(APPLE, text) && !has(APPLE_BROWSERS, text);
    }

    private static boolean has(Pattern pattern, String text) {
        return pattern.matcher(text).find();
    }
}
