package dev.latchkey.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// Everything the pages say, in English. What names a fault also says whose move it is.
@MessageBundle(locale = "en")
public interface Texts {
    @Message("Sign in to {app}")
    String signInTo(String app);

    @Message("Create an account for {app}")
    String registerFor(String app);

    @Message("Continue with {provider}")
    String continueWith(String provider);

    @Message("Confirm it’s you with an account you already have. You’ll come straight back.")
    String socialHint();

    @Message("or")
    String or();

    @Message("Username")
    String username();

    @Message("Password")
    String password();

    @Message("Letters, digits and underscores")
    String usernameHint();

    @Message("At least {length} characters. A few words in a row are easy to remember.")
    String passwordHint(int length);

    @Message("Sign in")
    String signIn();

    @Message("Create account")
    String register();

    @Message("No account yet?")
    String noAccount();

    @Message("Create one")
    String registerInstead();

    @Message("Already have an account?")
    String haveAccount();

    @Message("Sign in")
    String signInInstead();

    @Message("Terms of use")
    String termsOfUse();

    @Message("Privacy policy")
    String privacyPolicy();

    @Message("Legal")
    String legal();

    @Message("Signing in isn’t set up yet")
    String closedTitle();

    @Message("There is no way to sign in to {app} at the moment. Please come back later. "
            + "If you run this service, enable a sign-in method in its settings.")
    String closed(String app);

    @Message("{app} wants access to your account")
    String consentTitle(String app);

    @Message("If you allow it, it can:")
    String consentList();

    @Message("""
            {#when permission}\
            {#is OPENID}Recognise you when you sign in\
            {#is PROFILE}See your name, picture and the rest of your profile\
            {#is EMAIL}See your e-mail address\
            {#is PHONE}See your phone number\
            {#is ADDRESS}See your postal address\
            {#is IDENTITIES}See which accounts of other services you sign in with\
            {#is CUSTOM_DATA}See further data that is kept here about you\
            {#is OFFLINE_ACCESS}Do all this while you are away, for up to {days} days\
            {/when}""")
    String permission(Permission permission, long days);

    @Message("Use {api} on your behalf")
    String permissionApi(String api);

    @Message("Then you go on to {host}.")
    String consentHost(String host);

    @Message("This app is made by others. You are asked again only if it wants more.")
    String consentEnd();

    @Message("About {app}")
    String aboutApp(String app);

    @Message("Your account")
    String yourAccount();

    @Message("Not you?")
    String otherAccount();

    @Message("Allow")
    String allow();

    @Message("Don’t allow")
    String deny();

    @Message("Connect a device")
    String deviceTitle();

    @Message("Enter the code that your TV, console or terminal shows.")
    String deviceHint();

    @Message("Code")
    String deviceCode();

    @Message("Sign in to {app} on your device?")
    String deviceConfirmTitle(String app);

    @Message("Your device has to show exactly this code:")
    String deviceCompare();

    @Message("Allow it only if you began this yourself, on a device in front of you. "
            + "If somebody sent you the code or the link, don’t.")
    String deviceWarning();

    @Message("Your device is connected")
    String deviceDoneTitle();

    @Message("{app} goes on there in a moment. You can close this page.")
    String deviceDone(String app);

    @Message("Nothing was connected")
    String deviceDeniedTitle();

    @Message("{app} was told that you don’t want this. You can close this page.")
    String deviceDenied(String app);

    @Message("Sign out?")
    String signOutTitle();

    @Message("This ends your session in this browser, for every app that uses it.")
    String signOutExplanation();

    @Message("Signed in as")
    String signedInAs();

    @Message("Sign out")
    String signOut();

    @Message("Stay signed in")
    String staySignedIn();

    @Message("You’re signed out")
    String signedOutTitle();

    @Message("Your session in this browser is over. You can close this page.")
    String signedOut();

    @Message("This is a sign-in service")
    String welcomeTitle();

    @Message("There is nothing to do here directly. Open the app you want to use and choose “Sign in” there.")
    String welcome();

    @Message("Support code")
    String supportCode();

    @Message("For developers")
    String forDevelopers();

    @Message("Error")
    String error();

    @Message("the other service")
    String otherService();

    @Message("""
            {#when way}\
            {#is START_AGAIN}Start again\
            {#is TRY_AGAIN}Try again\
            {#is CONTINUE}Continue\
            {#is OTHER_METHOD}Choose another way\
            {#is BACK_TO_APP}Back to {app}\
            {#is GET_HELP}Get help\
            {#is HOME}Go to the front page\
            {/when}""")
    String way(Way way, String app);

    @Message("the app")
    String theApp();

    @Message("""
            {#when trouble}\
            {#is USERNAME_MISSING}Enter a username.\
            {#is USERNAME_INVALID}Use letters, digits and underscores only, and don’t begin with a digit.\
            {#is USERNAME_TAKEN}This username is taken. Try another one.\
            {#is PASSWORD_MISSING}Enter a password.\
            {#is PASSWORD_TOO_SHORT}This password is too short. Use at least {length} characters.\
            {#is PASSWORD_TOO_LONG}This password is too long.\
            {#is PASSWORD_COMMON}This password is used by many people and easily guessed. Choose another one.\
            {#is PASSWORD_PREDICTABLE}Leave your username and the name of this service out of the password.\
            {/when}""")
    String field(FieldTrouble trouble, int length);

    @Message("""
            {#when trouble}\
            {#is REQUEST_INVALID}This sign-in link doesn’t work\
            {#is APPLICATION_UNKNOWN}We don’t know this app\
            {#is REDIRECT_URI_UNREGISTERED}We can’t send you back to this app\
            {#is REQUEST_EXPIRED}This sign-in link can’t be used any more\
            {#is SIGN_IN_EXPIRED}This sign-in has expired\
            {#is ALREADY_DONE}This step is already done\
            {#is OTHER_BROWSER}You started in another browser\
            {#is PROVIDER_REFUSED}We couldn’t confirm it with {provider}\
            {#is PROVIDER_CANCELLED}You didn’t finish at {provider}\
            {#is PROVIDER_MISCONFIGURED}Signing in with {provider} isn’t set up correctly\
            {#is PROVIDER_UNAVAILABLE}{provider} isn’t answering right now\
            {#is REGISTRATION_CLOSED}New accounts can’t be created here\
            {#is SIGN_IN_CLOSED}You already have an account\
            {#is ACCOUNT_SUSPENDED}This account is suspended\
            {#is IDENTITY_CONFLICT}We can’t tell which account is yours\
            {#is IDENTITY_TAKEN}This identity belongs to another account\
            {#is TARGET_OCCUPIED}There is one linked already\
            {#is OTHER_ACCOUNT}That is a different account\
            {#is WRONG_PASSWORD}Wrong password\
            {#is WRONG_CREDENTIALS}Wrong username or password\
            {#is DEVICE_CODE_UNKNOWN}No device shows this code\
            {#is DEVICE_CODE_OVER}This code is over\
            {#is TOO_MANY_REQUESTS}Too many attempts\
            {#is OPEN_IN_BROWSER}{provider} can’t be opened in this app\
            {#is OTHER_BROWSER_NEEDED}You can’t sign in inside this app\
            {#is CONFIRMED}Go back to your browser\
            {#is NUMBER_WRONG}That wasn’t the number\
            {#is NOT_CONFIRMED}Nothing has arrived yet\
            {#is HANDED_BACK}You’re almost there\
            {#is UNEXPECTED}Something went wrong\
            {#is PAGE_NOT_FOUND}There is nothing here\
            {/when}""")
    String title(Trouble trouble, String provider);

    @Message("""
            {#when trouble}\
            {#is REQUEST_INVALID}The app that sent you here made a request we can’t accept. It’s not your fault. \
            Go back to the app and try again; if that doesn’t help, tell the people who make it.\
            {#is APPLICATION_UNKNOWN}The app that sent you here isn’t registered with this service. \
            Open the app again and sign in from there; if that doesn’t help, tell the people who make it.\
            {#is REDIRECT_URI_UNREGISTERED}The address this app wants you to return to isn’t on its list. \
            To keep your account safe, we stopped here. The people who make the app can put it right.\
            {#is REQUEST_EXPIRED}It is good for one sign-in and for a short time only. \
            Go back to the app and sign in from there.\
            {#is SIGN_IN_EXPIRED}The page was open for a while, so we closed it to keep your account safe. \
            You can start again right away.\
            {#is ALREADY_DONE}You may have finished in another tab, or pressed “Back”. \
            Nothing is lost, just continue.\
            {#is OTHER_BROWSER}This sign-in began in a different browser or app. \
            Go back there to finish it, or start again here.\
            {#is PROVIDER_REFUSED}The confirmation was used before or is too old. Please try again.\
            {#is PROVIDER_CANCELLED}Nothing has happened yet. Try again or choose another way to sign in.\
            {#is PROVIDER_MISCONFIGURED}It’s not your fault, and trying again won’t help. \
            Please tell the people who run this service.\
            {#is PROVIDER_UNAVAILABLE}Please try again in a few minutes or choose another way to sign in.\
            {#is REGISTRATION_CLOSED}No account belongs to the identity you used, and this service doesn’t take \
            new ones. If you have an account, sign in the way you usually do.\
            {#is SIGN_IN_CLOSED}This service only takes new accounts at the moment. \
            Please ask the people who run it.\
            {#is ACCOUNT_SUSPENDED}Nobody can sign in to it at the moment. If you think this is a mistake, \
            please contact the people who run this service.\
            {#is IDENTITY_CONFLICT}What we were told about you belongs to two different accounts, so nobody was \
            signed in. Trying again won’t help; please contact the people who run this service.\
            {#is IDENTITY_TAKEN}It can be part of one account only. Sign in with it, remove it there on your account \
            page, and then link it here.\
            {#is TARGET_OCCUPIED}Your account has another identity at this service. Remove that one first.\
            {#is OTHER_ACCOUNT}What you signed in with belongs to another account than the one to be confirmed. \
            Nothing has been linked.\
            {#is WRONG_PASSWORD}Check it and try again.\
            {#is WRONG_CREDENTIALS}Check both and try again.\
            {#is DEVICE_CODE_UNKNOWN}Compare it with your device, letter by letter. If it is older than ten minutes, let the device show another one.\
            {#is DEVICE_CODE_OVER}It was answered already or is older than ten minutes. Let your device show another one.\
            {#is TOO_MANY_REQUESTS}Please wait a moment, then try again.\
            {#is OPEN_IN_BROWSER}Tap ··· at the top right, choose “Open in browser”, and sign in there.\
            {#is OTHER_BROWSER_NEEDED}Open the page that you came from in your phone’s browser, and sign in there.\
            {#is CONFIRMED}There is nothing more to do here. The sign-in goes on in the browser in which you began it.\
            {#is NUMBER_WRONG}To keep your account safe, we stopped here. Go back to your browser and start again.\
            {#is NOT_CONFIRMED}Finish in the other app first. If you have, begin once more.\
            {#is HANDED_BACK}The app you came from goes on from here. If nothing happens, press the button.\
            {#is UNEXPECTED}It’s our fault, not yours. Please try again in a moment.\
            {#is PAGE_NOT_FOUND}The address may be mistyped, or the page has moved.\
            {/when}""")
    String explanation(Trouble trouble);

    @Message("Taking you back")
    String returningTitle();

    @Message("You are being taken back to the app. If nothing happens, press the button.")
    String returning();

    @Message("Continue")
    String goOn();

    @Message("You already have an account")
    String linkTitle();

    @Message("{provider} confirms that {address} is yours, and an account here has it too. "
            + "Show that this account is yours, and you can use {provider} to sign in to it from now on.")
    String linkExplanation(String provider, String address);

    @Message("Confirm and link")
    String linkByPassword();

    @Message("Password of this account")
    String passwordOfAccount();

    @Message("Create a new account instead")
    String ownAccount();

    @Message("Cancel")
    String cancel();

    @Message("One more step")
    String completeTitle();

    @Message("This is all that’s missing before you continue to {app}.")
    String completeExplanation(String app);

    @Message("I have read the following and agree to it.")
    String agree();

    @Message("Please agree to continue.")
    String agreeMissing();

    @Message("Your account")
    String accountTitle();

    @Message("How you sign in")
    String accountWays();

    @Message("Unlink")
    String unlink();

    @Message("Link {provider}")
    String linkProvider(String provider);

    @Message("Before you change how you sign in, you’ll be asked to sign in again.")
    String proveFirst();

    @Message("Apps with access")
    String accountApps();

    @Message("No app has access to your account.")
    String noApps();

    @Message("Revoke")
    String revoke();

    @Message("Where you’re signed in")
    String accountSessions();

    @Message("This browser")
    String thisBrowser();

    @Message("Another browser")
    String otherBrowser();

    @Message("Since {time}")
    String since(String time);

    @Message("Last used {time}")
    String lastUsed(String time);

    @Message("""
            {#when news}\
            {#is LINKED}It’s linked. You can use it to sign in from now on.\
            {#is UNLINKED}It’s no longer linked.\
            {#is LAST_WAY_IN}This is your only way to sign in. Link another one first.\
            {#is SESSION_ENDED}That browser is signed out.\
            {#is REVOKED}The app no longer has access.\
            {/when}""")
    String news(AccountNews news);

    @Message("To sign in to {app}, open its app on your phone. This browser can’t do it.")
    String onlyInApp(String app);

    @Message("It didn’t work in the other app")
    String appTroubleAtProvider();

    @Message("Please try again. If the other app isn’t on this phone, choose another way to sign in.")
    String appTroubleAtProviderRemedy();

    @Message("This app couldn’t go on")
    String appTrouble();

    @Message("Please try again. If that doesn’t help, tell the people who make this app.")
    String appTroubleRemedy();

    @Message("Go on in {provider}")
    String appLinkTitle(String provider);

    @Message("Keep this number in mind: {provider} will ask you for it, so that nobody else gets in.")
    String appLinkExplanation(String provider);

    @Message("Number")
    String number();

    @Message("Open {provider}")
    String openApp(String provider);

    @Message("I’m back")
    String backFromApp();

    @Message("No {provider} on this phone?")
    String noApp(String provider);

    @Message("Stay in this browser")
    String useThisBrowser();

    @Message("Sign in to {app} in your browser?")
    String numberTitle(String app);

    @Message("Type the number that your browser shows, then go back to it.")
    String numberExplanation();

    @Message("Somebody sent you here or told you a number? Then close this page: they want to get into your account.")
    String numberWarning();
}
