package dev.latchkey.page;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import java.util.Optional;

/// Serves as long as nobody provides the operator's settings.
@DefaultBean
@Singleton
class PlainLooks implements Looks {
    @Override
    public Look look(Optional<String> uiLocales, String acceptLanguage) {
        return Look.plain(Languages.choose(uiLocales, acceptLanguage, Language.ENGLISH.tag()));
    }
}
