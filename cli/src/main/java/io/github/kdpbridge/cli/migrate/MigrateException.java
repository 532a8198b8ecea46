package io.github.kdpbridge.cli.migrate;

import java.net.URI;

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

    /** Returns the exception for an answer that no admin side gives: usually, the address is another server's. */
    static MigrateException foreign(URI url, String answer) {
        return new MigrateException(
                USAGE,
                "%s answered %s, which is no answer of a migration; --url must be gateway.admin.listen, and gateway.admin.access name the operators"
                        .formatted(url, answer));
    }

    /** Returns the exit code of the command. */
    public int exitCode() {
        return exitCode;
    }
}
