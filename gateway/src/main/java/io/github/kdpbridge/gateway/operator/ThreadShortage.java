package io.github.kdpbridge.gateway.operator;

/** Tells a want of threads from a want of memory: Java has one error for both. */
public final class ThreadShortage {
    private static final String MESSAGE = "unable to create native thread";

    private ThreadShortage() {}

    /**
     * Lets a want of memory pass.
     *
     * @throws OutOfMemoryError the error that is given, unless it says that the system gives no thread
     */
    public static void requireMeantBy(OutOfMemoryError e) {
        if (e.getMessage() == null || !e.getMessage().startsWith(MESSAGE)) {
            throw e;
        }
    }
}
