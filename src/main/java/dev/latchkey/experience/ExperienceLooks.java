package dev.latchkey.experience;

import dev.latchkey.page.Brand;
import dev.latchkey.page.Language;
import dev.latchkey.page.Languages;
import dev.latchkey.page.Look;
import dev.latchkey.page.Looks;
import dev.latchkey.page.Theme;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jboss.logging.Logger;

/// Gives the pages the operator's colours, logos and languages.
@Singleton
class ExperienceLooks implements Looks {
    private static final Logger LOG = Logger.getLogger(ExperienceLooks.class);

    private final SignInExperiences experiences;

    ExperienceLooks(SignInExperiences experiences) {
        this.experiences = experiences;
    }

    @Override
    public Look look(Optional<String> uiLocales, String acceptLanguage) {
        try {
            return of(experiences.current(), uiLocales, acceptLanguage);
        } catch (RuntimeException e) {
            LOG.error("the sign-in experience cannot be read: showing the page without it", e);
            return Look.plain(Languages.choose(uiLocales, acceptLanguage, Language.ENGLISH.tag()));
        }
    }

    private static Look of(SignInExperience experience, Optional<String> uiLocales, String acceptLanguage) {
        SignInExperience.LanguageInfo languages = experience.languageInfo();
        Language language = Languages.choose(
                uiLocales, languages.autoDetect() ? acceptLanguage : null, languages.fallbackLanguage());
        SignInExperience.Color color = experience.color();
        Theme theme = Theme.of(color.primaryColor(), color.isDarkModeEnabled(), color.darkPrimaryColor());
        return new Look(language, theme, brand(experience));
    }

    private static Brand brand(SignInExperience experience) {
        SignInExperience.Branding branding = experience.branding();
        return new Brand(
                Optional.ofNullable(branding.logoUrl()),
                Optional.ofNullable(branding.darkLogoUrl()),
                Optional.ofNullable(branding.favicon()),
                Optional.ofNullable(experience.termsOfUseUrl()),
                Optional.ofNullable(experience.privacyPolicyUrl()));
    }
}
