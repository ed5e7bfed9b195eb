package dev.latchkey.simulator;

/// The gateway says no.
final class Refused extends RuntimeException {
    private final transient Scenario.Refusal refusal;

    Refused(Scenario.Refusal refusal) {
        super(refusal.subCode(), null, false, false);
        this.refusal = refusal;
    }

    static Refused because(String code, String subCode, String subMsg) {
        return new Refused(Scenario.Refusal.of(code, subCode).saying(msg(code), subMsg));
    }

    Scenario.Refusal refusal() {
        return refusal;
    }

    private static String msg(String code) {
        return switch (code) {
            case "20001" -> "Insufficient Token Permissions";
            case "40001" -> "Missing Required Arguments";
            case "40002" -> "Invalid Arguments";
            default -> "Business Failed";
        };
    }
}
