package io.github.kdpbridge.verify.peer;

import io.github.kdpbridge.verify.session.Sender;

/**
 * An open way to something that speaks generation 1.
 *
 * @param sender carries requests there
 * @param renewal makes it forget what was sent through it
 * @param closing what is to be closed when nobody needs the way any more
 */
record Entrance(Sender sender, Runnable renewal, Closing closing) {
    /** Creates a way that remembers nothing. */
    Entrance(Sender sender, Closing closing) {
        this(sender, () -> {}, closing);
    }

    /** Closes something, without a checked exception. */
    interface Closing {
        void close();
    }

    void close() {
        closing.close();
    }
}
