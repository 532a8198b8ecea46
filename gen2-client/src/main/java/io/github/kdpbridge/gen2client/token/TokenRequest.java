package io.github.kdpbridge.gen2client.token;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import java.time.Duration;

/**
 * Requests a token from a source, and once more after a refusal that a new request fixes: a wrong date, once the
 * service's time is known, or a signed name that was used before.
 *
 * @param source the source of tokens
 * @param context the environment of the source
 * @param clock the clock that dates its tokens
 */
public record TokenRequest(TokenSource source, TokenContext context, ServerClock clock) {
    /**
     * Obtains a token. Blocks until it is there.
     *
     * @throws io.github.kdpbridge.core.error.KdpException if no token can be obtained
     */
    Token send() {
        Duration skew = clock.skew();
        try {
            return source.request(context);
        } catch (RefusedException e) {
            boolean usedBefore = e.condition() == Condition.API_KEY_NON_UNIQUE_JWTID;
            if (!usedBefore && clock.skew().equals(skew)) {
                throw e;
            }
            return source.request(context);
        }
    }
}
