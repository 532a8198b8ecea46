package io.github.kdpbridge.compattests.target;

import io.github.kdpbridge.compattests.session.Sender;

/**
 * An open way to something that speaks generation 1.
 *
 * @param sender carries requests there
 * @param closing what is to be closed when nobody needs the way any more
 */
record Entrance(Sender sender, Closing closing) {

    /** Closes something, without a checked exception. */
    interface Closing {
        void close();
    }

    void close() {
        closing.close();
    }
}
