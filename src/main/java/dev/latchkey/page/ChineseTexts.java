package dev.latchkey.page;

import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.Message;

/// Everything the pages say, in Simplified Chinese. Overrides every text: one that is left out would
/// silently be English.
@Localized("zh-CN")
public interface ChineseTexts extends Texts {
    @Override
    @Message("登录{app.spaced}")
    String signInTo(String app);

    @Override
    @Message("注册{app.spaced}账号")
    String registerFor(String app);

    @Override
    @Message("使用{provider.spaced}继续")
    String continueWith(String provider);

    @Override
    @Message("用您已有的账号确认身份，完成后会自动返回")
    String socialHint();

    @Override
    @Message("或")
    String or();

    @Override
    @Message("用户名")
    String username();

    @Override
    @Message("密码")
    String password();

    @Override
    @Message("可使用字母、数字和下划线")
    String usernameHint();

    @Override
    @Message("至少 {length} 个字符，推荐使用几个词组成的短句，更好记也更安全")
    String passwordHint(int length);

    @Override
    @Message("登录")
    String signIn();

    @Override
    @Message("注册")
    String register();

    @Override
    @Message("还没有账号？")
    String noAccount();

    @Override
    @Message("立即注册")
    String registerInstead();

    @Override
    @Message("已有账号？")
    String haveAccount();

    @Override
    @Message("直接登录")
    String signInInstead();

    @Override
    @Message("服务条款")
    String termsOfUse();

    @Override
    @Message("隐私政策")
    String privacyPolicy();

    @Override
    @Message("法律信息")
    String legal();

    @Override
    @Message("暂未开放登录")
    String closedTitle();

    @Override
    @Message("{app.spaced}目前没有可用的登录方式，请稍后再来。如果您是管理员，请在设置中启用至少一种登录方式。")
    String closed(String app);

    @Override
    @Message("{app.spaced}申请访问您的账号")
    String consentTitle(String app);

    @Override
    @Message("允许后，该应用可以：")
    String consentList();

    @Override
    @Message("""
            {#when permission}\
            {#is OPENID}在您登录时识别您的身份\
            {#is PROFILE}查看您的姓名、头像等个人资料\
            {#is EMAIL}查看您的邮箱地址\
            {#is PHONE}查看您的手机号码\
            {#is ADDRESS}查看您的联系地址\
            {#is IDENTITIES}查看您用来登录的第三方账号\
            {#is CUSTOM_DATA}查看本服务保存的其他与您有关的数据\
            {#is OFFLINE_ACCESS}在您离开后继续进行以上操作，最长 {days} 天\
            {/when}""")
    String permission(Permission permission, long days);

    @Override
    @Message("以您的名义使用{api.spaced}")
    String permissionApi(String api);

    @Override
    @Message("接下来将前往 {host}。")
    String consentHost(String host);

    @Override
    @Message("该应用由第三方提供，仅在申请新的权限时才会再次询问您。")
    String consentEnd();

    @Override
    @Message("关于{app.spaced}")
    String aboutApp(String app);

    @Override
    @Message("您的账号")
    String yourAccount();

    @Override
    @Message("切换账号")
    String otherAccount();

    @Override
    @Message("允许")
    String allow();

    @Override
    @Message("拒绝")
    String deny();

    @Override
    @Message("连接设备")
    String deviceTitle();

    @Override
    @Message("请输入电视、游戏机或终端上显示的代码。")
    String deviceHint();

    @Override
    @Message("代码")
    String deviceCode();

    @Override
    @Message("在您的设备上登录{app.spacedBefore}？")
    String deviceConfirmTitle(String app);

    @Override
    @Message("请核对，您的设备上显示的必须是这个代码：")
    String deviceCompare();

    @Override
    @Message("仅当您本人正在面前的设备上操作时才允许。如果代码或链接是别人发给您的，请不要允许。")
    String deviceWarning();

    @Override
    @Message("设备已连接")
    String deviceDoneTitle();

    @Override
    @Message("{app.spaced}很快会在设备上继续，您可以关闭本页面了。")
    String deviceDone(String app);

    @Override
    @Message("没有连接任何设备")
    String deviceDeniedTitle();

    @Override
    @Message("已告知{app.spaced}您不同意，您可以关闭本页面了。")
    String deviceDenied(String app);

    @Override
    @Message("确定退出登录吗？")
    String signOutTitle();

    @Override
    @Message("退出后，此浏览器中使用该账号的所有应用都需要重新登录。")
    String signOutExplanation();

    @Override
    @Message("当前账号")
    String signedInAs();

    @Override
    @Message("退出登录")
    String signOut();

    @Override
    @Message("保持登录")
    String staySignedIn();

    @Override
    @Message("已退出登录")
    String signedOutTitle();

    @Override
    @Message("您已在此浏览器中退出登录，可以关闭本页面了。")
    String signedOut();

    @Override
    @Message("这里是登录服务")
    String welcomeTitle();

    @Override
    @Message("您无需直接访问此页面。请打开要使用的应用，然后在应用中点击“登录”。")
    String welcome();

    @Override
    @Message("支持代码")
    String supportCode();

    @Override
    @Message("开发者信息")
    String forDevelopers();

    @Override
    @Message("错误")
    String error();

    @Override
    @Message("第三方账号服务")
    String otherService();

    @Override
    @Message("""
            {#when way}\
            {#is START_AGAIN}重新登录\
            {#is TRY_AGAIN}重试\
            {#is CONTINUE}继续\
            {#is OTHER_METHOD}换一种登录方式\
            {#is BACK_TO_APP}返回{app.spaced}\
            {#is GET_HELP}获取帮助\
            {#is HOME}前往首页\
            {/when}""")
    String way(Way way, String app);

    @Override
    @Message("应用")
    String theApp();

    @Override
    @Message("""
            {#when trouble}\
            {#is USERNAME_MISSING}请输入用户名\
            {#is USERNAME_INVALID}只能使用字母、数字和下划线，且不能以数字开头\
            {#is USERNAME_TAKEN}该用户名已被使用，请换一个\
            {#is PASSWORD_MISSING}请输入密码\
            {#is PASSWORD_TOO_SHORT}密码太短，请至少使用 {length} 个字符\
            {#is PASSWORD_TOO_LONG}密码太长\
            {#is PASSWORD_COMMON}这个密码太常见，容易被猜到，请换一个\
            {#is PASSWORD_PREDICTABLE}密码中请勿包含用户名或本服务的名称\
            {/when}""")
    String field(FieldTrouble trouble, int length);

    @Override
    @Message("""
            {#when trouble}\
            {#is REQUEST_INVALID}登录请求无效\
            {#is APPLICATION_UNKNOWN}无法识别该应用\
            {#is REDIRECT_URI_UNREGISTERED}无法返回该应用\
            {#is REQUEST_EXPIRED}登录链接已失效\
            {#is SIGN_IN_EXPIRED}登录已超时\
            {#is ALREADY_DONE}这一步已经完成\
            {#is OTHER_BROWSER}登录是在其他浏览器中发起的\
            {#is PROVIDER_REFUSED}{provider.spaced}未能确认您的身份\
            {#is PROVIDER_CANCELLED}您尚未完成{provider.spaced}授权\
            {#is PROVIDER_MISCONFIGURED}{provider.spaced}登录的配置有误\
            {#is PROVIDER_UNAVAILABLE}{provider.spaced}暂时无法访问\
            {#is REGISTRATION_CLOSED}暂不支持注册新账号\
            {#is SIGN_IN_CLOSED}您已有账号\
            {#is ACCOUNT_SUSPENDED}该账号已被停用\
            {#is IDENTITY_CONFLICT}无法确定您的账号\
            {#is IDENTITY_TAKEN}该身份已属于其他账号\
            {#is TARGET_OCCUPIED}已经关联了一个身份\
            {#is OTHER_ACCOUNT}这是另一个账号\
            {#is WRONG_PASSWORD}密码不正确\
            {#is WRONG_CREDENTIALS}用户名或密码不正确\
            {#is DEVICE_CODE_UNKNOWN}没有设备在显示这个代码\
            {#is DEVICE_CODE_OVER}这个代码已失效\
            {#is TOO_MANY_REQUESTS}操作过于频繁\
            {#is OPEN_IN_BROWSER}无法在当前应用中打开{provider.spaced}\
            {#is OTHER_BROWSER_NEEDED}无法在当前应用内登录\
            {#is CONFIRMED}请回到浏览器\
            {#is NUMBER_WRONG}数字不正确\
            {#is NOT_CONFIRMED}尚未收到授权结果\
            {#is HANDED_BACK}马上就好\
            {#is UNEXPECTED}出了点问题\
            {#is PAGE_NOT_FOUND}页面不存在\
            {/when}""")
    String title(Trouble trouble, String provider);

    @Override
    @Message("""
            {#when trouble}\
            {#is REQUEST_INVALID}应用发来的登录请求有误，这不是您的问题。请返回应用重试；如果仍然不行，请联系应用的开发者。\
            {#is APPLICATION_UNKNOWN}该应用没有在本服务中登记。请重新打开应用并从中登录；如果仍然不行，请联系应用的开发者。\
            {#is REDIRECT_URI_UNREGISTERED}该应用要求返回的地址没有登记。为保护您的账号安全，登录已停止，需要由应用的开发者来修正。\
            {#is REQUEST_EXPIRED}该链接只能使用一次，且很快失效。请返回应用，重新登录。\
            {#is SIGN_IN_EXPIRED}页面停留时间过长，为保护您的账号安全，本次登录已结束。您可以立即重新登录。\
            {#is ALREADY_DONE}您可能已在其他标签页中完成登录，或点击了“返回”。不会有任何影响，继续即可。\
            {#is OTHER_BROWSER}请回到最初的浏览器或应用中完成登录，也可以在这里重新开始。\
            {#is PROVIDER_REFUSED}授权信息已被使用或已过期，请重试。\
            {#is PROVIDER_CANCELLED}您可以重试，也可以换一种方式登录。\
            {#is PROVIDER_MISCONFIGURED}这不是您的问题，重试也无法解决。请将此情况告知服务管理员。\
            {#is PROVIDER_UNAVAILABLE}请过几分钟再试，或换一种方式登录。\
            {#is REGISTRATION_CLOSED}没有找到与您所用身份关联的账号，且本服务目前不接受注册。如果您已有账号，请用平时的方式登录。\
            {#is SIGN_IN_CLOSED}本服务目前只接受新账号注册，请联系服务管理员。\
            {#is ACCOUNT_SUSPENDED}目前无法登录该账号。如有疑问，请联系服务管理员。\
            {#is IDENTITY_CONFLICT}收到的身份信息分属两个不同的账号，因此未登录任何账号。重试无法解决，请联系服务管理员。\
            {#is IDENTITY_TAKEN}一个身份只能属于一个账号。请先用它登录，在账号页面中解除关联，然后再关联到这里。\
            {#is TARGET_OCCUPIED}您的账号在该服务上已有另一个身份，请先解除关联。\
            {#is OTHER_ACCOUNT}您刚才登录的身份不属于需要确认的账号，未进行任何关联。\
            {#is WRONG_PASSWORD}请检查密码后重试。\
            {#is WRONG_CREDENTIALS}请检查后重试。\
            {#is DEVICE_CODE_UNKNOWN}请与设备上的代码逐个字母核对。如果代码已显示超过十分钟，请在设备上重新获取。\
            {#is DEVICE_CODE_OVER}代码已被处理，或已超过十分钟。请在设备上重新获取代码。\
            {#is TOO_MANY_REQUESTS}请稍等片刻再试。\
            {#is OPEN_IN_BROWSER}请点击右上角的“···”，选择“在浏览器打开”，然后在浏览器中登录。\
            {#is OTHER_BROWSER_NEEDED}请用手机浏览器打开您刚才访问的页面，然后在浏览器中登录。\
            {#is CONFIRMED}这里已无需其他操作，登录会在您最初的浏览器中继续。\
            {#is NUMBER_WRONG}为保护您的账号安全，本次登录已停止。请回到浏览器重新开始。\
            {#is NOT_CONFIRMED}请先在另一个应用中完成授权；如果已经完成，请重新开始。\
            {#is HANDED_BACK}接下来会在您使用的应用中继续。如果没有自动跳转，请点击下面的按钮。\
            {#is UNEXPECTED}问题出在我们这边，请稍后重试。\
            {#is PAGE_NOT_FOUND}地址可能有误，或页面已被移走。\
            {/when}""")
    String explanation(Trouble trouble);

    @Override
    @Message("正在返回应用")
    String returningTitle();

    @Override
    @Message("正在为您返回应用。如果页面没有自动跳转，请点击下面的按钮。")
    String returning();

    @Override
    @Message("继续")
    String goOn();

    @Override
    @Message("您已有账号")
    String linkTitle();

    @Override
    @Message("{provider.spaced}确认 {address} 属于您，而这里已有一个使用它的账号。请证明该账号是您的，以后即可用{provider.spaced}登录。")
    String linkExplanation(String provider, String address);

    @Override
    @Message("确认并关联")
    String linkByPassword();

    @Override
    @Message("该账号的密码")
    String passwordOfAccount();

    @Override
    @Message("改为创建新账号")
    String ownAccount();

    @Override
    @Message("取消")
    String cancel();

    @Override
    @Message("还差一步")
    String completeTitle();

    @Override
    @Message("完成后即可继续使用{app.spacedBefore}。")
    String completeExplanation(String app);

    @Override
    @Message("我已阅读并同意以下内容")
    String agree();

    @Override
    @Message("请先同意，然后继续")
    String agreeMissing();

    @Override
    @Message("您的账号")
    String accountTitle();

    @Override
    @Message("登录方式")
    String accountWays();

    @Override
    @Message("解除关联")
    String unlink();

    @Override
    @Message("关联{provider.spaced}")
    String linkProvider(String provider);

    @Override
    @Message("更改登录方式之前，需要您重新登录一次。")
    String proveFirst();

    @Override
    @Message("已授权的应用")
    String accountApps();

    @Override
    @Message("没有应用可以访问您的账号。")
    String noApps();

    @Override
    @Message("撤销授权")
    String revoke();

    @Override
    @Message("已登录的浏览器")
    String accountSessions();

    @Override
    @Message("此浏览器")
    String thisBrowser();

    @Override
    @Message("其他浏览器")
    String otherBrowser();

    @Override
    @Message("自 {time} 起")
    String since(String time);

    @Override
    @Message("最近使用：{time}")
    String lastUsed(String time);

    @Override
    @Message("""
            {#when news}\
            {#is LINKED}关联成功，以后可以用它登录。\
            {#is UNLINKED}已解除关联。\
            {#is LAST_WAY_IN}这是您唯一的登录方式，请先关联另一种。\
            {#is SESSION_ENDED}该浏览器已退出登录。\
            {#is REVOKED}该应用已无法访问您的账号。\
            {/when}""")
    String news(AccountNews news);

    @Message("请在手机上打开{app.spaced}应用登录，此浏览器无法完成登录。")
    String onlyInApp(String app);

    @Override
    @Message("未能在另一个应用中完成授权")
    String appTroubleAtProvider();

    @Override
    @Message("请重试。如果手机上没有安装该应用，请换一种方式登录。")
    String appTroubleAtProviderRemedy();

    @Override
    @Message("当前应用无法继续登录")
    String appTrouble();

    @Override
    @Message("请重试；如果仍然不行，请联系当前应用的开发者。")
    String appTroubleRemedy();

    @Override
    @Message("在{provider.spaced}中继续")
    String appLinkTitle(String provider);

    @Override
    @Message("请记住这个数字。{provider.spaced}中会要求输入它，以确认是您本人在登录。")
    String appLinkExplanation(String provider);

    @Override
    @Message("数字")
    String number();

    @Override
    @Message("打开{provider.spaced}")
    String openApp(String provider);

    @Override
    @Message("我已返回")
    String backFromApp();

    @Override
    @Message("手机上没有{provider.spacedBefore}？")
    String noApp(String provider);

    @Override
    @Message("在此浏览器中继续")
    String useThisBrowser();

    @Override
    @Message("要在浏览器中登录{app.spaced}吗？")
    String numberTitle(String app);

    @Override
    @Message("请输入浏览器中显示的数字，然后回到浏览器。")
    String numberExplanation();

    @Override
    @Message("如果是别人把链接或数字发给您的，请关闭此页面：对方想登录您的账号。")
    String numberWarning();
}
