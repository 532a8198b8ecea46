package io.github.kdpbridge.compattests.fault;

import static java.util.Objects.requireNonNull;

/**
 * What a caller was told, and what was true then.
 *
 * @param reply the answer
 * @param effect what was in the portal when it arrived
 */
record Told(Reply reply, Stage.Effect effect) {
    Told {
        requireNonNull(reply);
        requireNonNull(effect);
    }
}
