package io.github.kdpbridge.gateway.config;

import static io.github.kdpbridge.gateway.settings.Kind.TEXT;
import static io.github.kdpbridge.gateway.settings.Kind.TEXTS;
import static io.github.kdpbridge.gateway.settings.Kind.TIME;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.migration.CutOver.Limits;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.gateway.settings.Row;
import io.github.kdpbridge.gateway.settings.Rows;
import io.github.kdpbridge.gateway.settings.Section;
import io.github.kdpbridge.gateway.settings.Setting;
import java.time.Duration;
import java.util.Set;

/** The settings of a reseller's migration, one row each, like {@link ResellerSettings}. */
final class MigrationSettings {
    static final UnitKind STANDARD_KIND = UnitKind.CUSTOMER;
    static final Phase STANDARD_START = Phase.GEN1;

    private static final Rows ROWS = new Rows();

    static final Section GEN1 = ROWS.section(
            "resellers[].gen1",
            "The old service, for a gradual migration. Without it, generation 2 serves every customer.");
    static final Setting<String> BASE_URL = ROWS.row(Setting.<String>of(
                    "resellers[].gen1.baseUrl",
                    TEXT,
                    null,
                    "the [old service](#in-front-of-the-old-service), up to `/bulkenroll`")
            .absent("required with `migration`")
            .sample("\"https://eu-be-reseller.samsungknox.com\""));
    static final Setting<String> API_KEY = ROWS.row(Setting.of(
                    "resellers[].gen1.apiKey",
                    TEXT,
                    "",
                    "the account's key there, which the gateway sends in place of callers'")
            .absent("the first `gen1Key`")
            .sample("${KDP_OLD_SERVICE_KEY}"));
    static final ResilienceSettings RESILIENCE = new ResilienceSettings(GEN1, ROWS);

    static final Section MIGRATION =
            ROWS.section("resellers[].migration", "The gradual migration; `migration {}` has all defaults.");
    static final Setting<String> UNIT = ROWS.row(
            Setting.of(
                    "resellers[].migration.unit",
                    TEXT,
                    Ascii.toLowerCase(STANDARD_KIND.name()),
                    "what moves as one: each `customer`, each `vendor`, or the whole `account`. It cannot change once it was in use"));
    static final Setting<String> START_PHASE = ROWS.row(
            Setting.of(
                    "resellers[].migration.startPhase",
                    TEXT,
                    STANDARD_START.name(),
                    "the phase of a customer at its first call: `GEN1`, `SHADOW`, `READS`, `CANARY`, `GEN2` or `DONE`. One that never moved is forgotten with its last write, and comes back in this phase"));
    static final Setting<Duration> WAIT = ROWS.row(Setting.of(
            "resellers[].migration.wait",
            TIME,
            Limits.STANDARD.waiting(),
            "how long a move waits for the transactions in progress; then it is given up"));
    static final Setting<Duration> HOLD = ROWS.row(Setting.of(
            "resellers[].migration.hold",
            TIME,
            Limits.STANDARD.holding(),
            "how long new writes of a moving customer get 503 at a time"));
    static final Setting<Duration> SETTLE_WINDOW = ROWS.row(Setting.of(
            "resellers[].migration.settleWindow",
            TIME,
            Migration.STANDARD_SETTLE_WINDOW,
            "how long an accepted transaction keeps its customer from moving, unless it is complete before"));

    static final Section WAVE = ROWS.section("resellers[].migration.waves[]", "Customers that move together.");
    static final Setting<String> WAVE_NAME = ROWS.row(Setting.<String>of(
                    "resellers[].migration.waves[].name", TEXT, null, "the name of the wave; no two are alike")
            .absent("required")
            .sample("\"pilot\""));
    static final Setting<Set<String>> WAVE_UNITS = ROWS.row(Setting.<Set<String>>of(
                    "resellers[].migration.waves[].units", TEXTS, ImmutableSet.of(), "its customers or vendors")
            .absent("required, or the next")
            .sample("[\"1200000321\"]"));
    static final Setting<String> WAVE_PERCENT = ROWS.row(Setting.of(
                    "resellers[].migration.waves[].percent",
                    TEXT,
                    "",
                    "in place of `units`: a share of all customers, 0 to 100 in steps of 0.01")
            .sample("5"));

    private static final ImmutableList<Row> ALL =
            ROWS.with(SafeguardSettings.rows()).all();

    private MigrationSettings() {}

    /** Returns all rows, each section before its settings. */
    static ImmutableList<Row> rows() {
        return ALL;
    }
}
