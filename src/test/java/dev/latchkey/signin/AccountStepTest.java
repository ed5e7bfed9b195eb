package dev.latchkey.signin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.page.Trouble;
import dev.latchkey.signin.AccountStep.Ask;
import dev.latchkey.signin.AccountStep.Demand;
import dev.latchkey.signin.AccountStep.Enter;
import dev.latchkey.signin.AccountStep.Link;
import dev.latchkey.signin.AccountStep.Offer;
import dev.latchkey.signin.AccountStep.Refuse;
import dev.latchkey.signin.AccountStep.Register;
import dev.latchkey.user.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The decision after a proof, in cases, and over all values that it can be made from.
class AccountStepTest {
    private static final Account LIN = new Account("lin", false, false);
    private static final Account AGREED = new Account("lin", false, true);
    private static final Account SUSPENDED = new Account("lin", true, true);
    private static final AccountRules OPEN = new AccountRules(true, true, false, false, false, false);
    private static final AccountRules SIGN_IN_ONLY = new AccountRules(true, false, false, false, false, false);
    private static final AccountRules REGISTER_ONLY = new AccountRules(false, true, false, false, false, false);
    private static final AccountRules DEMANDING = new AccountRules(true, true, false, true, true, false);
    private static final AccountRules TERMS_FOR_ALL = new AccountRules(true, true, false, false, true, true);

    @Test
    void aKnownPersonComesIn() {
        assertEquals(new Enter(LIN), step(new Standing.Member(LIN), OPEN));
        assertEquals(new Enter(LIN), step(new Standing.Member(LIN), DEMANDING));
    }

    @Test
    void whoIsSuspendedStaysOutByEveryWay() {
        assertEquals(new Refuse(Trouble.ACCOUNT_SUSPENDED), step(new Standing.Member(SUSPENDED), OPEN));
        assertEquals(new Refuse(Trouble.ACCOUNT_SUSPENDED), step(new Standing.Relative(SUSPENDED), OPEN));
        assertEquals(
                new Refuse(Trouble.ACCOUNT_SUSPENDED),
                AccountStep.of(new Standing.Relative(SUSPENDED), OPEN, AccountAnswers.NONE.ownAccount()));
    }

    @Test
    void theSignInModeDecidesWhoMayComeIn() {
        assertEquals(new Refuse(Trouble.SIGN_IN_CLOSED), step(new Standing.Member(LIN), REGISTER_ONLY));
        assertEquals(new Register(), step(new Standing.Relative(LIN), REGISTER_ONLY));
        assertEquals(new Register(), step(new Standing.Stranger(), REGISTER_ONLY));
        assertEquals(new Refuse(Trouble.REGISTRATION_CLOSED), step(new Standing.Stranger(), SIGN_IN_ONLY));
        assertEquals(new Offer(LIN, false), step(new Standing.Relative(LIN), SIGN_IN_ONLY));
    }

    @Test
    void anAddressThatAnAccountHasIsAReasonToAskAndNoProof() {
        assertEquals(new Offer(LIN, true), step(new Standing.Relative(LIN), OPEN));
        assertEquals(
                new Link(LIN, false),
                AccountStep.of(new Standing.Relative(LIN), OPEN, AccountAnswers.NONE.proved("lin")));
        assertEquals(
                new Offer(LIN, true),
                AccountStep.of(new Standing.Relative(LIN), OPEN, AccountAnswers.NONE.proved("somebody else")));
        assertEquals(
                new Register(), AccountStep.of(new Standing.Relative(LIN), OPEN, AccountAnswers.NONE.ownAccount()));
    }

    @Test
    void whereTheOperatorAllowsItAccountsAreLinkedByThemselves() {
        AccountRules automatic = new AccountRules(true, true, true, false, false, false);
        assertEquals(new Link(LIN, true), step(new Standing.Relative(LIN), automatic));
        assertEquals(new Register(), step(new Standing.Stranger(), automatic));
    }

    @Test
    void whatIsMissingIsAskedForAndNothingElse() {
        AccountAnswers named = AccountAnswers.NONE.named(Optional.of("lin"));
        assertEquals(new Ask(Set.of(Demand.USERNAME, Demand.TERMS)), step(new Standing.Stranger(), DEMANDING));
        assertEquals(new Ask(Set.of(Demand.TERMS)), AccountStep.of(new Standing.Stranger(), DEMANDING, named));
        assertEquals(new Register(), AccountStep.of(new Standing.Stranger(), DEMANDING, named.agreed(true)));
    }

    @Test
    void whoAgreedOnceIsNotAskedAgain() {
        assertEquals(new Ask(Set.of(Demand.TERMS)), step(new Standing.Member(LIN), TERMS_FOR_ALL));
        assertEquals(new Enter(AGREED), step(new Standing.Member(AGREED), TERMS_FOR_ALL));
    }

    @Test
    void nothingBreaksTheRulesWhateverComesTogether() {
        for (Standing standing : standings()) {
            for (AccountRules rules : rules()) {
                for (AccountAnswers answers : answers()) {
                    hold(standing, rules, answers, AccountStep.of(standing, rules, answers));
                }
            }
        }
    }

    private static void hold(Standing standing, AccountRules rules, AccountAnswers answers, AccountStep step) {
        String what = standing + " " + rules + " " + answers + " " + step;
        switch (step) {
            case Enter(var account) -> {
                assertInstanceOf(Standing.Member.class, standing, what);
                assertTrue(rules.maySignIn() && !account.isSuspended(), what);
                assertTrue(!rules.termsForAll() || account.hasAgreed() || answers.hasAgreed(), what);
            }
            case Link(var account, var byItself) -> {
                assertInstanceOf(Standing.Relative.class, standing, what);
                assertTrue(rules.maySignIn() && !account.isSuspended(), what);
                assertTrue(byItself ? rules.linksByItself() : isProven(account, answers), what);
                assertTrue(!rules.termsForAll() || account.hasAgreed() || answers.hasAgreed(), what);
            }
            case Register() -> {
                assertFalse(standing instanceof Standing.Member, what);
                assertTrue(rules.mayRegister(), what);
                assertTrue(!rules.asksForUsername() || answers.username().isPresent(), what);
                assertTrue(!rules.termsForNewcomers() || answers.hasAgreed(), what);
                assertTrue(
                        standing instanceof Standing.Stranger || answers.wantsOwnAccount() || !rules.maySignIn(), what);
            }
            case Offer(var account, var mayHaveOwn) -> {
                assertInstanceOf(Standing.Relative.class, standing, what);
                assertTrue(!account.isSuspended() && mayHaveOwn == rules.mayRegister(), what);
            }
            case Ask(var demands) -> assertFalse(demands.isEmpty(), what);
            case Refuse(var trouble) ->
                assertTrue(
                        Set.of(Trouble.ACCOUNT_SUSPENDED, Trouble.SIGN_IN_CLOSED, Trouble.REGISTRATION_CLOSED)
                                .contains(trouble),
                        what);
        }
    }

    private static boolean isProven(Account account, AccountAnswers answers) {
        return answers.provenUser().filter(account.userId()::equals).isPresent();
    }

    private static List<Standing> standings() {
        List<Standing> all = new ArrayList<>(List.of(new Standing.Stranger()));
        for (Account account : List.of(LIN, AGREED, SUSPENDED)) {
            all.add(new Standing.Member(account));
            all.add(new Standing.Relative(account));
        }
        return all;
    }

    private static List<AccountRules> rules() {
        List<AccountRules> all = new ArrayList<>();
        for (int bits = 0; bits < 64; bits++) {
            all.add(new AccountRules(
                    bit(bits, 0), bit(bits, 1), bit(bits, 2), bit(bits, 3), bit(bits, 4), bit(bits, 5)));
        }
        return all;
    }

    private static List<AccountAnswers> answers() {
        List<AccountAnswers> all = new ArrayList<>();
        for (int bits = 0; bits < 16; bits++) {
            Optional<String> username = bit(bits, 2) ? Optional.of("lin") : Optional.empty();
            all.add(new AccountAnswers(bit(bits, 0), bit(bits, 1), username, Optional.of(bit(bits, 3) ? "lin" : "no")));
            all.add(new AccountAnswers(bit(bits, 0), bit(bits, 1), username, Optional.empty()));
        }
        return all;
    }

    private static boolean bit(int bits, int place) {
        return (bits >> place & 1) == 1;
    }

    private static AccountStep step(Standing standing, AccountRules rules) {
        return AccountStep.of(standing, rules, AccountAnswers.NONE);
    }
}
