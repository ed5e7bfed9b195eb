package dev.latchkey.page;

import io.quarkus.qute.TemplateInstance;
import java.util.List;

/// A page with everything it shows. [Pages#html] turns it into an answer, once.
public sealed interface Page extends TemplateInstance
        permits SignInPage,
                RegisterPage,
                MessagePage,
                ConsentPage,
                SignOutPage,
                SignedOutPage,
                FormPostPage,
                DeviceCodePage,
                DeviceConfirmPage,
                DeviceDonePage,
                WelcomePage,
                LinkPage,
                CompletePage,
                AccountPage,
                AppLinkPage,
                NumberPage {
    Look look();

    default int status() {
        return 200;
    }

    /// Addresses that it shows in frames.
    default List<String> frames() {
        return List.of();
    }

    /// Whether it loads a script of ours; nothing runs on the others.
    default boolean hasScript() {
        return false;
    }
}
