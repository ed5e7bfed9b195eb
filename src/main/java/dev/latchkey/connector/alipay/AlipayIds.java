package dev.latchkey.connector.alipay;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The names under which Alipay knows a person (B7). `alipay_user_id` is not among them: it is
/// another, encrypted id of old apps.
///
/// @param userId the same for every app; new apps do not get it
/// @param openId the person for this app alone
/// @param otherOpenId what some apps get instead or besides, `alipay_open_id`; as a rule the same, but nobody says so
/// @param unionId the person for all apps of one owner
record AlipayIds(
        Optional<String> userId, Optional<String> openId, Optional<String> otherOpenId, Optional<String> unionId) {
    private static final Pattern ID = Pattern.compile("[\\x21-\\x7E]{1,256}");

    static AlipayIds in(AnswerFields answer) {
        return new AlipayIds(
                id(answer, "user_id"), id(answer, "open_id"), id(answer, "alipay_open_id"), id(answer, "union_id"));
    }

    /// The ids of both answers about one person; whichever has one, tells it (C3).
    ///
    /// @throws MalformedAnswerException when they are not about one person
    AlipayIds and(AlipayIds other) {
        return new AlipayIds(
                agreed(userId, other.userId),
                agreed(openId, other.openId),
                agreed(otherOpenId, other.otherOpenId),
                agreed(unionId, other.unionId));
    }

    /// Both, the usual one first.
    List<String> openIds() {
        return Stream.concat(openId.stream(), otherOpenId.stream()).distinct().toList();
    }

    Optional<String> anyOpenId() {
        return openId.or(() -> otherOpenId);
    }

    /// The key of the identity: what is the same for all apps, else what is this app's own.
    String key() {
        return userId.or(this::anyOpenId)
                .orElseThrow(() -> new MalformedAnswerException("Alipay's answer has neither user_id nor open_id."));
    }

    private static Optional<String> id(AnswerFields answer, String field) {
        Optional<String> id = answer.text(field);
        if (id.isPresent() && !ID.matcher(id.get()).matches()) {
            throw new MalformedAnswerException("Alipay's answer has a " + field + " that is no id.");
        }
        return id;
    }

    private static Optional<String> agreed(Optional<String> one, Optional<String> other) {
        if (one.isPresent() && other.isPresent() && !one.equals(other)) {
            throw new MalformedAnswerException("Alipay's two answers are about different persons.");
        }
        return one.or(() -> other);
    }
}
