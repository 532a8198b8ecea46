package io.github.kdpbridge.cli.migrate;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import io.github.kdpbridge.core.Visible;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import io.github.kdpbridge.gateway.admin.message.AdminJson;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that asks the admin side of a gateway, and prints its answer. */
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
abstract class AdminCommand implements Callable<Integer> {
    @Mixin
    private final Connection connection;

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The reseller id, if several accounts of the gateway migrate.")
    private @Nullable String account;

    @Spec
    private CommandSpec spec;

    AdminCommand(Map<String, String> environment) {
        this.connection = new Connection(environment);
    }

    @Override
    public final Integer call() {
        int exitCode = run(connection.open(account));
        out().flush();
        return exitCode;
    }

    /** Returns the exit code. */
    abstract int run(AdminClient client);

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** Prints a line, unless the answer is printed as JSON; no text of the gateway steers the terminal. */
    @FormatMethod
    void line(@FormatString String format, Object... values) {
        if (isJson()) {
            return;
        }
        out().println(Visible.line(format.formatted(values)));
    }

    boolean isJson() {
        return connection.json();
    }

    /**
     * Reads an answer.
     *
     * @throws MigrateException if another program than a gateway gave it
     */
    <T> T read(Class<T> type, String json) {
        try {
            return AdminJson.read(type, json);
        } catch (IllegalArgumentException e) {
            throw MigrateException.foreign(connection.url(), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Asks for the state of a unit, or of all.
     *
     * @throws MigrateException if there is none
     */
    Told.Status status(AdminClient client, @Nullable String unit) {
        return read(Told.Status.class, client.get("status", AdminClient.Query.NONE.and("unit", unit)));
    }

    /** Returns a unit as it is now, for an act that changes it only if it still is so. */
    Seen seen(AdminClient client, String unit) {
        return new Seen(unit, status(client, unit).units().get(0).route().epoch());
    }

    /**
     * Shows an answer: as it is with {@code --json}, and else by a printer's lines.
     *
     * @param type what the answer is
     * @param printer returns the exit code
     */
    <T> int show(String json, Class<T> type, ToIntFunction<T> printer) {
        T answer = read(type, json);
        if (isJson()) {
            out().println(json);
        }
        return printer.applyAsInt(answer);
    }
}
