package dev.latchkey.signin;

import dev.latchkey.connector.ConfiguredConnector;
import dev.latchkey.connector.ExternalIdentity;
import dev.latchkey.connector.ExternalIdentity.Contact;
import dev.latchkey.user.ProvenIdentity;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a provider told, as far as accounts are concerned. An address that it did not verify is none, and a blank
/// is nothing: it must never overwrite what is known.
public final class ProvenIdentities {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+\\.[^\\s@]+");
    /// E.164 (ITU-T); without the plus sign nobody can tell which country it is of.
    private static final Pattern PHONE = Pattern.compile("\\+[0-9]{4,15}");
    private static final int MAX_EMAIL = 128;

    private ProvenIdentities() {}

    public static ProvenIdentity of(ConfiguredConnector connector, ExternalIdentity identity) {
        return new ProvenIdentity(
                connector.metadata().target(),
                identity.id(),
                identity.appId(),
                identity.userId(),
                identity.openIds(),
                identity.unionId(),
                identity.name().filter(name -> !name.isBlank()),
                identity.avatar().filter(avatar -> !avatar.isBlank()),
                verified(identity.email())
                        .filter(email -> email.length() <= MAX_EMAIL
                                && EMAIL.matcher(email).matches()),
                verified(identity.phone())
                        .map(phone -> phone.replaceAll("[ ()-]", ""))
                        .filter(phone -> PHONE.matcher(phone).matches())
                        .map(phone -> phone.substring(1)),
                identity.details().toString());
    }

    private static Optional<String> verified(Optional<Contact> contact) {
        return contact.filter(Contact::isVerified).map(Contact::value);
    }
}
