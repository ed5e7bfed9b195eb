package dev.latchkey.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The claims about a person that exist here, beside `sub`: the scope that opens each of them (OIDC
/// Core §5.4) and where its value comes from. One without a value is left out (§5.3.2).
public enum PersonClaim {
    NAME("profile", person -> person.subject().name()),
    FAMILY_NAME("profile", inProfile("familyName")),
    GIVEN_NAME("profile", inProfile("givenName")),
    MIDDLE_NAME("profile", inProfile("middleName")),
    NICKNAME("profile", inProfile("nickname")),
    PREFERRED_USERNAME("profile", PersonClaim::preferredUsername),
    PROFILE("profile", inProfile("profile")),
    PICTURE("profile", person -> person.subject().avatar()),
    WEBSITE("profile", inProfile("website")),
    GENDER("profile", inProfile("gender")),
    BIRTHDATE("profile", inProfile("birthdate")),
    ZONEINFO("profile", inProfile("zoneinfo")),
    LOCALE("profile", inProfile("locale")),
    /// Seconds, as OIDC Core §5.1 has it.
    UPDATED_AT("profile", person -> person.subject().updatedAt().getEpochSecond()),
    USERNAME("profile", person -> person.subject().username()),
    /// Milliseconds: no standard knows it, and compatible clients read it so.
    CREATED_AT("profile", person -> person.subject().createdAt().toEpochMilli()),
    EMAIL("email", person -> person.subject().email()),
    /// Compatible clients expect true of every address (reference, SDK contract §5), also of one that an administrator
    /// entered. What a provider says whose word is not taken is the exception: anybody could have told it so.
    EMAIL_VERIFIED(
            "email",
            person -> verified(person.subject().email(), person.subject().emailUnproven())),
    PHONE_NUMBER("phone", person -> e164(person.subject().phone())),
    PHONE_NUMBER_VERIFIED(
            "phone",
            person -> verified(person.subject().phone(), person.subject().phoneUnproven())),
    ADDRESS("address", person -> AddressClaim.of(person.profile().path("address"))),
    CUSTOM_DATA("custom_data", person -> new RawValue(person.subject().customData())),
    IDENTITIES("identities", person -> new RawValue(person.identities())),
    SSO_IDENTITIES("identities", person -> List.of());

    static final List<PersonClaim> ALL = List.of(values());

    private static final Map<String, PersonClaim> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(PersonClaim::wireName, Function.identity()));

    private final String wireName = name().toLowerCase(Locale.ROOT);
    private final String scope;
    private final Function<Person, Object> value;

    PersonClaim(String scope, Function<Person, Object> value) {
        this.scope = scope;
        this.value = value;
    }

    /// A person as the claims see them.
    ///
    /// @param profile the stored profile, an object
    /// @param identities who the person is at providers, as JSON; null where nobody asks for it
    record Person(Subject subject, JsonNode profile, String identities) {}

    /// The claim as it goes on the wire, for example `family_name`.
    public String wireName() {
        return wireName;
    }

    static Optional<PersonClaim> of(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    String scope() {
        return scope;
    }

    /// What may be large is shown by userinfo alone: clients keep ID tokens in cookies.
    boolean fitsIdToken() {
        return this != CUSTOM_DATA && this != IDENTITIES && this != SSO_IDENTITIES;
    }

    /// Null when the person has none.
    Object valueFor(Person person) {
        return value.apply(person);
    }

    /// OIDC Core §5.1; what is stored are the digits, with the country's first.
    private static String e164(String digits) {
        return digits == null ? null : "+" + digits;
    }

    /// Null where there is no address that it could be said of.
    private static Boolean verified(String address, boolean isUnproven) {
        return address == null ? null : !isUnproven;
    }

    /// @param field the name that the management API gives it
    private static Function<Person, Object> inProfile(String field) {
        return person -> text(person.profile(), field);
    }

    private static String preferredUsername(Person person) {
        String own = text(person.profile(), "preferredUsername");
        return own == null ? person.subject().username() : own;
    }

    /// Null when it is absent or empty.
    static String text(JsonNode object, String field) {
        String text = object.path(field).asText("");
        return text.isEmpty() ? null : text;
    }
}
