package dev.latchkey.simulator;

import java.time.Duration;
import java.util.Map;

/// Something other than the good answer.
public sealed interface Scenario {
    /// Alipay refuses, with any code of its tables.
    ///
    /// @param place which node carries it
    record Refusal(String code, String msg, String subCode, String subMsg, Place place, boolean signed)
            implements Scenario {
        public static Refusal of(String code, String subCode) {
            return new Refusal(code, "refused", subCode, "the simulator was told to refuse", Place.USUAL, true);
        }

        public Refusal saying(String msg, String subMsg) {
            return new Refusal(code, msg, subCode, subMsg, place, signed);
        }

        public Refusal in(Place other) {
            return new Refusal(code, msg, subCode, subMsg, other, signed);
        }

        public Refusal unsigned() {
            return new Refusal(code, msg, subCode, subMsg, place, false);
        }
    }

    /// The node of a refusal.
    enum Place {
        USUAL,
        ERROR_RESPONSE,
        OWN_NODE
    }

    /// A good answer, later.
    record Slow(Duration delay) implements Scenario {}

    /// A good answer, one byte at a time, for ever if need be.
    record Drip(Duration pause) implements Scenario {}

    /// An HTTP status without an answer.
    record Status(int status) implements Scenario {}

    /// A good answer with other content, correctly signed.
    enum Content implements Scenario {
        /// Whatever the app's mode is.
        OPEN_ID_ONLY,
        /// The open id under its other name.
        ALIPAY_OPEN_ID,
        UNION_ID_ONLY,
        NO_ID,
        EMPTY_ID,
        /// Only in the user-info answer: ids of somebody else.
        SOMEBODY_ELSE,
        EMPTY_PROFILE,
        NUMBERS_AS_TEXT,
        NO_REFRESH_TOKEN,
        EMPTY_ACCESS_TOKEN,
        /// A nickname that no database takes: NUL and half an emoji.
        UNSTORABLE_NAME
    }

    /// A good answer, correctly signed, that names the person by these ids and no others.
    record Ids(Map<String, String> values) implements Scenario {
        public Ids {
            values = Map.copyOf(values);
        }
    }

    /// A good answer that did not arrive as it was signed.
    enum Tampering implements Scenario {
        UNSIGNED,
        FLIPPED_SIGNATURE,
        FLIPPED_BODY,
        /// The method's node once more, behind the signed one.
        SECOND_NODE,
        /// The same, its name written with an escape.
        SECOND_NODE_ESCAPED,
        /// Slashes escaped after signing, as the real gateway may do.
        ESCAPED_SLASHES,
        REORDERED
    }

    /// No answer that could be read.
    enum Breakage implements Scenario {
        TRUNCATED,
        HTML,
        EMPTY,
        OVERSIZE,
        REDIRECT,
        /// The connection ends before the answer begins.
        RESET,
        /// The connection ends in the middle of the answer.
        CUT_OFF
    }
}
