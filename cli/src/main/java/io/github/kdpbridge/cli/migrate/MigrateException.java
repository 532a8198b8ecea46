package io.github.kdpbridge.cli.migrate;

/** A command of a migration did not do what was asked. The message is one line. */
public final class MigrateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final int REFUSED = 1;
    static final int USAGE = 2;
    static final int NOT_REACHABLE = 3;
    static final int GATE = 4;

    private final int exitCode;

    MigrateException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Returns the exit code of the command. */
    public int exitCode() {
        return exitCode;
    }
}
