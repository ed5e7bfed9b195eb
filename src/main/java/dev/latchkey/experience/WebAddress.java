package dev.latchkey.experience;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// An absolute http or https address without user information: it becomes a link or a picture of a
/// page, so no other scheme may get there.
@Constraint(validatedBy = WebAddress.Check.class)
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER, ElementType.TYPE_USE})
@interface WebAddress {
    String message() default "must be an http or https address of at most 2048 visible ASCII characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /// How an address is checked.
    final class Check implements ConstraintValidator<WebAddress, String> {
        private static final int MAX_LENGTH = 2048;
        private static final Set<String> SCHEMES = Set.of("http", "https");

        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return text == null || isPlain(text) && isWeb(text);
        }

        private static boolean isPlain(String text) {
            return text.length() <= MAX_LENGTH && text.chars().allMatch(c -> c > ' ' && c < 127);
        }

        private static boolean isWeb(String text) {
            try {
                URI uri = URI.create(text);
                return uri.getHost() != null
                        && uri.getRawUserInfo() == null
                        && uri.isAbsolute()
                        && SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT));
            } catch (IllegalArgumentException _) {
                return false;
            }
        }
    }
}
