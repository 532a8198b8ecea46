package io.github.kdpbridge.gateway.config;

import static io.github.kdpbridge.gateway.settings.Kind.NUMBER;
import static io.github.kdpbridge.gateway.settings.Kind.TEXT;
import static io.github.kdpbridge.gateway.settings.Kind.TIME;
import static io.github.kdpbridge.gateway.settings.Kind.TIMES;
import static io.github.kdpbridge.gateway.settings.Kind.decimal;
import static io.github.kdpbridge.gateway.settings.Kind.timeFrom;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.core.migration.GateLimits;
import io.github.kdpbridge.core.migration.StopLimits;
import io.github.kdpbridge.core.migration.StopRules.Returns;
import io.github.kdpbridge.core.migration.shadow.ShadowSettings;
import io.github.kdpbridge.gateway.settings.Kind;
import io.github.kdpbridge.gateway.settings.Row;
import io.github.kdpbridge.gateway.settings.Rows;
import io.github.kdpbridge.gateway.settings.Section;
import io.github.kdpbridge.gateway.settings.Setting;
import java.time.Duration;
import java.util.List;

/** The settings of {@link Safeguards}, one row each, in the section of a migration. */
final class SafeguardSettings {
    private static final Rows ROWS = new Rows();
    private static final ShadowSettings SHADOW_STANDARD = ShadowSettings.STANDARD;
    private static final StopLimits STOP = StopLimits.STANDARD;
    private static final GateLimits GATE = GateLimits.STANDARD;
    private static final Kind<Double> FACTOR = decimal(1, 1000);

    static final Setting<String> USED_NAMES = ROWS.row(Setting.of(
            "resellers[].migration.usedNames",
            TEXT,
            "ask",
            "with `ask`, the old service is asked for the transaction id of a moved customer's first write, and an id that it"
                    + " knows is refused; `off` is for callers that never use an id again"));
    static final Setting<String> FREEZE_FILE = ROWS.row(Setting.of(
                    "resellers[].migration.freezeFile",
                    TEXT,
                    "",
                    "while this file is there, no customer of the account moves forward")
            .sample("\"freeze\""));
    static final Setting<String> PANIC_FILE = ROWS.row(Setting.of(
                    "resellers[].migration.panicFile",
                    TEXT,
                    "",
                    "while this file is there, customers in `CANARY` come back at once, and the account is frozen until"
                            + " `kdp migrate unfreeze`")
            .sample("\"panic\""));

    static final Section SHADOW =
            ROWS.section("resellers[].migration.shadow", "The comparison of both services' answers.");
    static final Setting<Double> RATE = ROWS.row(Setting.of(
            "resellers[].migration.shadow.rate",
            decimal(0.001, 1000),
            SHADOW_STANDARD.rate(),
            "the most questions a second to each service; in any case at most a tenth of its `requestsPerSecond`"));
    static final Setting<Double> SHARE = ROWS.row(Setting.of(
            "resellers[].migration.shadow.share",
            decimal(0, 1),
            SHADOW_STANDARD.share(),
            "the share of calls that are compared, besides the first of each customer and operation in an hour; a tenth of"
                    + " it in `GEN2`"));
    static final Setting<Integer> QUEUE = ROWS.row(Setting.of(
            "resellers[].migration.shadow.queue",
            NUMBER,
            SHADOW_STANDARD.queue(),
            "the most questions that wait; further ones are dropped, and counted"));
    static final Setting<List<Duration>> CONFIRM = ROWS.row(Setting.of(
                    "resellers[].migration.shadow.confirm",
                    TIMES,
                    SHADOW_STANDARD.confirm(),
                    "the pauses after which a difference is looked at again, before it counts")
            .sample("[5s, 1m]"));

    static final Section RULES = ROWS.section(
            "resellers[].migration.rules", "When a rule brings a customer back, at the second look in a row.");
    static final Setting<Integer> OUTCOME = ROWS.row(Setting.of(
            "resellers[].migration.rules.outcome",
            NUMBER,
            Math.toIntExact(STOP.outcomes()),
            "how many open differences in outcome bring a customer back"));
    static final Setting<Duration> BREAKER = ROWS.row(Setting.of(
            "resellers[].migration.rules.breaker",
            TIME,
            STOP.breaker(),
            "how long the breaker of generation 2 may be open before customers come back at once"));

    static final Section STUCK =
            ROWS.section("resellers[].migration.rules.stuck", "A transaction of generation 2 that does not end.");
    static final Setting<Integer> STUCK_TIMES = ROWS.row(Setting.of(
            "resellers[].migration.rules.stuck.times",
            NUMBER,
            STOP.stuck().times(),
            "how many times the usual time on generation 1 an accepted transaction may be in progress before its"
                    + " customer comes back; the usual time is that of 99% of 20 or more transactions in 30 days"));
    static final Setting<Duration> STUCK_LEAST = ROWS.row(Setting.of(
            "resellers[].migration.rules.stuck.least",
            timeFrom(Duration.ofMinutes(10)),
            STOP.stuck().least(),
            "how long it may be in progress in any case, 10 minutes or more; if the usual time is unknown, there is only"
                    + " an alarm"));

    static final Section ERRORS = ROWS.section(
            "resellers[].migration.rules.errors", "Calls that generation 2 does not answer, or not intelligibly.");
    static final Setting<Double> ERROR_PERCENT = ROWS.row(Setting.of(
            "resellers[].migration.rules.errors.percent",
            decimal(0.01, 100),
            STOP.errors().percent(),
            "the share of calls without an intelligible answer that brings a customer back at once"));
    static final Setting<Integer> ERROR_CALLS = ROWS.row(Setting.of(
            "resellers[].migration.rules.errors.calls",
            NUMBER,
            Math.toIntExact(STOP.errors().calls()),
            "the fewest calls to judge by"));
    static final Setting<Double> ERROR_TIMES = ROWS.row(Setting.of(
            "resellers[].migration.rules.errors.times",
            FACTOR,
            STOP.errors().times(),
            "how many times the customer's share on generation 1 it must exceed, too"));
    static final Setting<Duration> ERROR_WINDOW = ROWS.row(Setting.of(
            "resellers[].migration.rules.errors.window",
            TIME,
            STOP.errors().window(),
            "the time whose calls count, at most 30 days"));

    static final Section REFUSED =
            ROWS.section("resellers[].migration.rules.refused", "Writes that generation 2 refuses for good.");
    static final Setting<Double> REFUSED_TIMES = ROWS.row(Setting.of(
            "resellers[].migration.rules.refused.times",
            FACTOR,
            STOP.refusals().times(),
            "the share of refused writes that brings a customer back: so many times its share on generation 1"));
    static final Setting<Integer> REFUSED_WRITES = ROWS.row(Setting.of(
            "resellers[].migration.rules.refused.writes",
            NUMBER,
            Math.toIntExact(STOP.refusals().writes()),
            "the fewest writes to judge by"));
    static final Setting<Duration> REFUSED_WINDOW = ROWS.row(Setting.of(
            "resellers[].migration.rules.refused.window",
            TIME,
            STOP.refusals().window(),
            "the time whose writes count, at most 30 days"));

    static final Section FREEZE = ROWS.section(
            "resellers[].migration.rules.freeze",
            "Customers that rules brought back, after which no customer of the account moves forward.");
    static final Setting<Integer> FREEZE_UNITS = ROWS.row(Setting.of(
            "resellers[].migration.rules.freeze.units",
            NUMBER,
            Returns.STANDARD.units(),
            "how many customers come back by rules before the account is frozen"));
    static final Setting<Duration> FREEZE_WINDOW = ROWS.row(Setting.of(
            "resellers[].migration.rules.freeze.window",
            TIME,
            Returns.STANDARD.window(),
            "the time in which they come back"));

    static final Section GATES = ROWS.section("resellers[].migration.gates", "What a move forward asks for.");
    static final Setting<Integer> COMPARISONS = ROWS.row(Setting.of(
            "resellers[].migration.gates.comparisons",
            NUMBER,
            Math.toIntExact(GATE.ofUnit()),
            "the comparisons of a customer before it leaves `SHADOW`"));
    static final Setting<Integer> ACCOUNT_COMPARISONS = ROWS.row(Setting.of(
            "resellers[].migration.gates.accountComparisons",
            NUMBER,
            Math.toIntExact(GATE.ofAccount()),
            "the comparisons of the account that are enough, too, together with one of the customer"));
    static final Setting<Integer> WRITES = ROWS.row(Setting.of(
            "resellers[].migration.gates.writes",
            NUMBER,
            Math.toIntExact(GATE.writes()),
            "the writes that generation 2 completed before a customer leaves `CANARY`"));
    static final Setting<Duration> TRIAL = ROWS.row(Setting.of(
            "resellers[].migration.gates.trial", TIME, GATE.trial(), "how long a customer stays in `CANARY` at least"));
    static final Setting<Duration> PROOF = ROWS.row(Setting.of(
            "resellers[].migration.gates.proof", TIME, GATE.proof(), "how long a customer stays in `GEN2` at least"));

    private static final ImmutableList<Row> ALL = ROWS.all();

    private SafeguardSettings() {}

    /** Returns all rows, each section before its settings. */
    static ImmutableList<Row> rows() {
        return ALL;
    }
}
