package dev.latchkey.signin;

import dev.latchkey.page.Trouble;
import dev.latchkey.signin.Standing.Member;
import dev.latchkey.signin.Standing.Relative;
import dev.latchkey.signin.Standing.Stranger;
import dev.latchkey.user.Account;
import java.util.EnumSet;
import java.util.Set;

/// What follows the proof of who somebody is (reference, social sign-in §2). Decided here alone, anew at each
/// action and from values only: where a person stands in the middle of it follows from what they have answered,
/// so there is no order of requests that leads past a question.
sealed interface AccountStep {
    /// The account is theirs.
    record Enter(Account account) implements AccountStep {}

    /// The account is theirs, and gets the new identity.
    ///
    /// @param byItself without a proof, as the operator allows
    record Link(Account account, boolean byItself) implements AccountStep {}

    /// An account is made.
    record Register() implements AccountStep {}

    /// They may prove the account that has the same address, or perhaps have one of their own.
    record Offer(Account account, boolean mayHaveOwn) implements AccountStep {}

    /// Something is missing.
    record Ask(Set<Demand> demands) implements AccountStep {}

    record Refuse(Trouble trouble) implements AccountStep {}

    /// What a person can be asked for.
    enum Demand {
        USERNAME,
        TERMS
    }

    static AccountStep of(Standing standing, AccountRules rules, AccountAnswers answers) {
        return switch (standing) {
            case Member(var account) -> entering(account, rules, answers, new Enter(account));
            case Relative(var account) -> related(account, rules, answers);
            case Stranger() -> newcomer(rules, answers);
        };
    }

    /// Into an account that exists, in whatever way.
    private static AccountStep entering(
            Account account, AccountRules rules, AccountAnswers answers, AccountStep entrance) {
        if (account.isSuspended()) {
            return new Refuse(Trouble.ACCOUNT_SUSPENDED);
        }
        if (!rules.maySignIn()) {
            return new Refuse(Trouble.SIGN_IN_CLOSED);
        }
        return rules.termsForAll() && !account.hasAgreed() && !answers.hasAgreed()
                ? new Ask(Set.of(Demand.TERMS))
                : entrance;
    }

    /// Who is suspended gets no second account at the same address. A proof counts for the account that it is of.
    private static AccountStep related(Account account, AccountRules rules, AccountAnswers answers) {
        if (account.isSuspended()) {
            return new Refuse(Trouble.ACCOUNT_SUSPENDED);
        }
        boolean proven = answers.provenUser().filter(account.userId()::equals).isPresent();
        if (proven || rules.linksByItself() && rules.maySignIn()) {
            return entering(account, rules, answers, new Link(account, !proven));
        }
        boolean mayHaveOwn = rules.mayRegister();
        return mayHaveOwn && (answers.wantsOwnAccount() || !rules.maySignIn())
                ? newcomer(rules, answers)
                : new Offer(account, mayHaveOwn);
    }

    private static AccountStep newcomer(AccountRules rules, AccountAnswers answers) {
        if (!rules.mayRegister()) {
            return new Refuse(Trouble.REGISTRATION_CLOSED);
        }
        Set<Demand> demands = EnumSet.noneOf(Demand.class);
        if (rules.asksForUsername() && answers.username().isEmpty()) {
            demands.add(Demand.USERNAME);
        }
        if (rules.termsForNewcomers() && !answers.hasAgreed()) {
            demands.add(Demand.TERMS);
        }
        return demands.isEmpty() ? new Register() : new Ask(Set.copyOf(demands));
    }
}
