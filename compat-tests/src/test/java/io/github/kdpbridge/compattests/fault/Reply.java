package io.github.kdpbridge.compattests.fault;

import static java.util.Objects.requireNonNull;

/**
 * What a caller was told, as the caller understands it.
 *
 * @param meaning what it means
 * @param label what the tables call it
 */
record Reply(Meaning meaning, String label) {
    /** What a caller makes of an answer. */
    enum Meaning {
        /** It is done, and the answer is the right one. */
        DONE(false),
        /** It is refused for good, and nothing was done. */
        REFUSED(false),
        /** Nothing was done; it may be sent again. */
        NOTHING_DONE(true),
        /** The effect is unknown; it may be sent again. */
        NOT_KNOWN(true),
        /** An answer that is wrong in every case. */
        WRONG(false);

        private final boolean repeated;

        Meaning(boolean repeated) {
            this.repeated = repeated;
        }
    }

    Reply {
        requireNonNull(meaning);
        requireNonNull(label);
    }

    static Reply done() {
        return new Reply(Meaning.DONE, "done");
    }

    static Reply refused(int status) {
        return new Reply(Meaning.REFUSED, "refused " + status);
    }

    static Reply wrong(String what) {
        return new Reply(Meaning.WRONG, what);
    }

    /** Returns whether this is the success that the caller expects, or else the other. */
    static Reply doneIf(boolean right, String what) {
        return right ? done() : wrong("unexpected answer: " + what);
    }

    boolean is(Meaning other) {
        return meaning == other;
    }

    /** Returns whether old callers send the request again by themselves. */
    boolean isRepeated() {
        return meaning.repeated;
    }
}
