package io.github.kdpbridge.cli.migrate;

import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.Promotion.Seen;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.UnitState;
import io.github.kdpbridge.gateway.admin.message.AdminJson;
import io.github.kdpbridge.gateway.admin.message.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The option of acts that are done only if everything is as the operator saw it. Without it, a command looks just before it
 * acts.
 */
final class SeenFile {
    @Option(
            names = "--seen",
            paramLabel = "FILE",
            description = "What kdp migrate status --json or plan --json printed: act only if that is still so.")
    private @Nullable Path file;

    boolean isNamed() {
        return file != null;
    }

    /** Returns the steps of a plan, of all units or of these. */
    List<PlannedMove> moves(List<String> units) {
        List<PlannedMove> moves = read(Told.Planned.class, "plan").moves();
        units.forEach(unit -> required(moves.stream().map(PlannedMove::route), unit));
        return moves.stream()
                .filter(move ->
                        units.isEmpty() || units.contains(move.route().unit().label()))
                .toList();
    }

    /** Returns a unit as a status shows it. */
    Seen unit(String label) {
        Stream<Route> routes =
                read(Told.Status.class, "status").units().stream().map(UnitState::route);
        return new Seen(label, required(routes, label).epoch());
    }

    /** Returns the begin of the freeze that a status shows. */
    Instant freeze() {
        Freeze freeze = read(Told.Status.class, "status").freeze();
        if (freeze == null) {
            throw wrong("shows no freeze");
        }
        return freeze.since();
    }

    private Route required(Stream<Route> routes, String label) {
        return routes.filter(route -> route.unit().label().equals(label))
                .findFirst()
                .orElseThrow(() -> wrong("shows no unit " + label));
    }

    private <T> T read(Class<T> type, String command) {
        try {
            return AdminJson.read(type, file == null ? "" : Files.readString(file));
        } catch (IOException e) {
            throw wrong("cannot be read");
        } catch (IllegalArgumentException e) {
            throw wrong("is not what kdp migrate %s --json prints".formatted(command));
        }
    }

    private MigrateException wrong(String what) {
        return new MigrateException(MigrateException.USAGE, "--seen: %s %s".formatted(file, what));
    }
}
