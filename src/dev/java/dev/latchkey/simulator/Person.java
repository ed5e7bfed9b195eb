package dev.latchkey.simulator;

import java.util.List;
import java.util.Optional;

/// Someone with an Alipay account.
///
/// @param id short, for addresses of the simulator
/// @param userId Alipay's own
public record Person(String id, String userId, Optional<String> nickname, Optional<String> avatar) {
    /// Everyone there is: an emoji, a rare Han character beyond the basic plane, a mixed name, no name.
    public static final List<Person> ALL = List.of(
            new Person("lin", "2088000000000001", "林小雨🌧", "https://avatars.example.com/lin.png"),
            new Person("wei", "2088000000000002", "魏𠮷堃", "https://avatars.example.com/wei.png"),
            new Person("aisha", "2088000000000003", "艾莎 \"Aisha\" <阿丽>", "https://avatars.example.com/aisha.png"),
            new Person("noname", "2088000000000004", Optional.empty(), Optional.empty()));

    private Person(String id, String userId, String nickname, String avatar) {
        this(id, userId, Optional.of(nickname), Optional.of(avatar));
    }

    static Optional<Person> find(String id) {
        return ALL.stream().filter(person -> person.id.equals(id)).findFirst();
    }

    /// The id of this person for one app; nobody can tell from two of them that they are one person.
    public String openId(String appId) {
        return Digests.id("open", appId, id);
    }

    /// The id of this person for all apps of the simulated owner.
    public String unionId() {
        return Digests.id("union", id);
    }

    String label() {
        return nickname.orElse("(no nickname)");
    }
}
