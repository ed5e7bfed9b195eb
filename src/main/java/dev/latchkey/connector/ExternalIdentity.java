package dev.latchkey.connector;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/// Who a person is at a social provider, as the provider itself told the server.
///
/// @param id the key of the identity within its target: never empty
/// @param appId the provider's name for the operator's app, as open ids belong to one app
/// @param userId the provider's own id of the person, the same for every app
/// @param openIds the ids of the person for this app alone: the usual one first, and what else it is called by
/// @param unionId the id of the person for all apps of one owner
/// @param name what to call the person, when the provider tells
/// @param avatar an https address of a picture, when the provider tells
/// @param email the person's address, when the provider tells
/// @param phone the person's number in the form of E.164, when the provider tells
/// @param details the profile as the API shows it: `id`, `name`, `avatar`, `email`, `rawData`
public record ExternalIdentity(
        String id,
        Optional<String> appId,
        Optional<String> userId,
        List<String> openIds,
        Optional<String> unionId,
        Optional<String> name,
        Optional<String> avatar,
        Optional<Contact> email,
        Optional<Contact> phone,
        ObjectNode details) {
    public ExternalIdentity {
        if (id.isBlank()) {
            throw new IllegalArgumentException("an empty id is no identity");
        }
        openIds = List.copyOf(openIds);
    }

    /// The usual one.
    public Optional<String> openId() {
        return openIds.stream().findFirst();
    }

    /// Somebody whom the provider knows by one id, the same for every app.
    public static ExternalIdentity of(
            String id,
            Optional<String> name,
            Optional<String> avatar,
            Optional<Contact> email,
            Optional<Contact> phone,
            ObjectNode details) {
        Optional<String> none = Optional.empty();
        return new ExternalIdentity(id, none, none, List.of(), none, name, avatar, email, phone, details);
    }

    /// How a person can be reached.
    ///
    /// @param isVerified true only when the provider says that it is the person's own
    public record Contact(String value, boolean isVerified) {}
}
