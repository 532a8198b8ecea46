package io.github.kdpbridge.compattests.soak;

import io.github.kdpbridge.compattests.process.Gen1Request;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A write, and what its caller was told of it.
 *
 * @param kind what it does
 * @param transaction its transaction id
 * @param devices the devices that it is about, as its caller sees it
 * @param request what was sent
 * @param answer what the caller was told last
 * @param lost how many answers did not arrive, or said that nobody knows
 */
record Write(Kind kind, String transaction, List<String> devices, Gen1Request request, Answer answer, int lost) {
    /** What a write does. */
    enum Kind {
        UPLOAD,
        DELETION,
        REMOVAL
    }

    /** What a caller knows of its write. */
    enum Answer {
        ACCEPTED,
        REFUSED,
        /** The caller gave up before there was an answer. */
        NONE
    }

    Write {
        devices = List.copyOf(devices);
    }

    /** Returns the transactions of the service that it is, if it is accepted. */
    List<String> names() {
        int parts = (devices.size() - 1) / Fleet.DEVICE_LIMIT + 1;
        return IntStream.rangeClosed(1, parts)
                .mapToObj(part -> part == 1 ? transaction : transaction + "-" + part + "of" + parts)
                .toList();
    }

    /** Returns what it does and what its caller was told. */
    @Override
    public String toString() {
        return kind + " " + transaction + " of " + devices + ", " + answer + " after " + lost + " lost answers,";
    }
}
