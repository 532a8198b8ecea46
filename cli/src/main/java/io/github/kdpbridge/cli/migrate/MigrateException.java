package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Acted;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import picocli.CommandLine.ExitCode;

/** A command for a gateway did not do what was asked. The message is one line. */
public final class MigrateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The exit code of a command that was understood, and not done. */
    public static final int REFUSED = 1;

    /** The exit code of a mistake in what was asked. */
    public static final int USAGE = 2;

    static final int NOT_REACHABLE = 3;
    static final int GATE = 4;

    private final int exitCode;

    /** Creates one for an exit code. */
    public MigrateException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** Returns the exit code of an act on units: what nobody knows goes before a refusal, and that before a closed gate. */
    static int exitCode(Acted acted) {
        return acted.units().stream()
                .map(done -> exitCode(done.result()))
                .filter(code -> code != ExitCode.OK)
                .min(Comparator.comparing(List.of(NOT_REACHABLE, REFUSED, GATE)::indexOf))
                .orElse(acted.stopped() == null ? ExitCode.OK : NOT_REACHABLE);
    }

    static int exitCode(Acted.Result result) {
        return switch (result) {
            case MOVED, BEGUN, WAITS -> ExitCode.OK;
            case GATE -> GATE;
            case REFUSED -> REFUSED;
            case UNKNOWN -> NOT_REACHABLE;
        };
    }

    /** Returns the exception for an answer that no admin side gives: usually, the address is another server's. */
    public static MigrateException foreign(URI url, String answer) {
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
