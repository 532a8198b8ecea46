package io.github.kdpbridge.gateway.operator;

/** Tells a shortage of threads from one of memory; Java has one error for both. */
public final class ThreadShortage {
    private static final String MESSAGE = "unable to create native thread";

    private ThreadShortage() {}

    /**
     * Rethrows a shortage of memory.
     *
     * @throws OutOfMemoryError the given error, unless it says that the system gives no thread
     */
    public static void requireMeantBy(OutOfMemoryError e) {
        if (e.getMessage() == null || !e.getMessage().startsWith(MESSAGE)) {
            throw e;
        }
    }
}
