package dev.latchkey.connector.alipay;

import dev.latchkey.connector.ConnectorError;
import dev.latchkey.connector.ConnectorException;

/// What the code was traded for. Lifetimes and the refresh token, which some apps do not get, are
/// not read: the token is used once, right now.
record TokenAnswer(String accessToken, AlipayIds ids) {
    static TokenAnswer of(AnswerFields answer) {
        String accessToken = answer.text("access_token")
                .orElseThrow(() -> new ConnectorException(
                        ConnectorError.AUTH_CODE_INVALID, "Alipay gives no access token for the code."));
        return new TokenAnswer(accessToken, AlipayIds.in(answer));
    }

    /// Without the token.
    @Override
    public String toString() {
        return "TokenAnswer[" + ids + "]";
    }
}
