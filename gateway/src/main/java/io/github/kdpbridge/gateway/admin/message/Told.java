package io.github.kdpbridge.gateway.admin.message;

import io.github.kdpbridge.core.migration.Acted;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.Evidence.Unsettled;
import io.github.kdpbridge.core.migration.Freeze;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.LoggedMove;
import io.github.kdpbridge.core.migration.Pins;
import io.github.kdpbridge.core.migration.PlannedMove;
import io.github.kdpbridge.core.migration.Readiness;
import io.github.kdpbridge.core.migration.UnitState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The answers of the operators' interface. An act that moves units is answered with what was done with each. */
public final class Told {
    private Told() {}

    /** The accounts that migrate. */
    public record Accounts(List<String> accounts) {
        public Accounts {
            Objects.requireNonNull(accounts, "accounts");
        }
    }

    /**
     * The units of an account.
     *
     * @param freeze its freeze; absent if moves forward are allowed
     */
    public record Status(String account, @Nullable Freeze freeze, List<UnitState> units) {
        public Status {
            Objects.requireNonNull(units, "units");
        }
    }

    /**
     * The steps that a promotion would take.
     *
     * @param holdSeconds how long new writes of a unit are refused at a time while it moves
     */
    public record Planned(String account, List<PlannedMove> moves, long holdSeconds) {
        public Planned {
            Objects.requireNonNull(moves, "moves");
        }
    }

    /**
     * The entries of a log.
     *
     * @param entries the moves
     * @param acts what is no move of one unit: freezes, judgements of differences, acts on several units; a gateway of an
     *     earlier version sends none
     */
    public record Log(String account, List<LoggedMove> entries, List<LoggedAct> acts) {
        public Log {
            Objects.requireNonNull(entries, "entries");
            acts = Objects.requireNonNullElseGet(acts, List::of);
        }
    }

    /**
     * An act of which nothing was done, or nobody knows whether: as {@link Acted}, with the reason.
     *
     * @param error one line
     */
    public record NotDone(
            String error,
            List<Acted.Done> units,
            @Nullable String stopped,
            @Nullable String act) {}

    /**
     * A freeze that is in force, or is over.
     *
     * @param inForce whether it is
     */
    public record Frozen(Freeze freeze, boolean inForce) {
        public Frozen {
            Objects.requireNonNull(freeze, "freeze");
        }
    }

    /**
     * Where transactions are.
     *
     * @param place the one that was asked for; absent if none was
     * @param unsettled those that are not settled, if none was asked for
     */
    public record Names(Pins.@Nullable Place place, List<Unsettled> unsettled) {
        public Names {
            Objects.requireNonNull(unsettled, "unsettled");
        }
    }

    /** The comparisons of whole lists of a unit. */
    public record Compared(String unit, List<Comparisons.Compared> operations) {
        public Compared {
            Objects.requireNonNull(operations, "operations");
        }
    }

    /** The differences that are kept. */
    public record Differences(List<Comparisons.Known> differences) {
        public Differences {
            Objects.requireNonNull(differences, "differences");
        }
    }

    /** How ready each unit is, and how it came there. */
    public record Report(
            String account, Instant at, @Nullable Freeze freeze, List<Readiness> units, History history) {
        public Report {
            Objects.requireNonNull(units, "units");
            Objects.requireNonNull(history, "history");
        }
    }

    /**
     * What was found out, and what was done.
     *
     * @param lessons what pairs of answers taught of the services
     * @param moves all moves
     */
    public record History(List<Comparisons.Lesson> lessons, List<LoggedMove> moves) {}

    /**
     * A refusal.
     *
     * @param error one line
     * @param reason the kind of the refusal of a move; absent for other errors
     */
    public record Refusal(String error, @Nullable String reason) {}
}
