package dev.latchkey.experience;

import dev.latchkey.platform.ChangeFeed;
import dev.latchkey.platform.Remembered;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Singleton;
import java.util.Set;

/// The sign-in experience, served from memory.
@Singleton
public class SignInExperiences {
    private final Remembered<SignInExperience> remembered;

    SignInExperiences(StoredExperience stored, ChangeFeed feed) {
        this.remembered = new Remembered<>(feed, Set.of("sign_in_experiences"), stored::read);
    }

    public SignInExperience current() {
        return remembered.get();
    }

    void forgetChanged(@Observes(during = TransactionPhase.AFTER_SUCCESS) ExperienceChanged change) {
        remembered.forget();
    }
}
