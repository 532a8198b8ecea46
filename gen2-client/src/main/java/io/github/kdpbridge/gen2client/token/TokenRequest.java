package io.github.kdpbridge.gen2client.token;

import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import java.time.Duration;

/**
 * Asks a source for a token, and a second time if the first refusal can be fixed: a token that was refused for its date
 * is dated anew once the service's time is known, and one whose signed name was used before gets a new name.
 *
 * @param source where tokens come from
 * @param context what the source is given
 * @param clock the service's time, by which the source dates its tokens
 */
public record TokenRequest(TokenSource source, TokenContext context, ServerClock clock) {
    /**
     * Obtains a token. Blocks until it is there.
     *
     * @throws io.github.kdpbridge.core.error.KdpException if there is none to be had
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
