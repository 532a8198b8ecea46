package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gen1facade.Gen1Response;
import java.net.HttpURLConnection;
import java.time.Duration;

/**
 * What all answers have in common: those to wrong keys may be delayed, and every answer has a deadline for its reader.
 *
 * @param unread the answers that are being sent
 * @param wrongKeys the delays
 * @param callers the addresses of callers
 * @param meters counts them
 */
record Answers(UnreadAnswers unread, WrongKeys wrongKeys, Callers callers, GatewayMeters meters) {
    /** Returns how long an answer is held back. */
    Duration delay(Gen1Response answer, Visit visit) {
        boolean wrongKey = answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED
                && answer.subject().reseller() == null;
        if (!wrongKey) {
            return Duration.ZERO;
        }
        meters.wrongKey();
        return visit.caller().map(wrongKeys::waitFor).orElse(Duration.ZERO);
    }
}
