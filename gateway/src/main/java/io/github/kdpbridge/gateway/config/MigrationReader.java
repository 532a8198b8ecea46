package io.github.kdpbridge.gateway.config;

import static io.github.kdpbridge.gateway.config.MigrationSettings.API_KEY;
import static io.github.kdpbridge.gateway.config.MigrationSettings.BASE_URL;
import static io.github.kdpbridge.gateway.config.MigrationSettings.GEN1;
import static io.github.kdpbridge.gateway.config.MigrationSettings.HOLD;
import static io.github.kdpbridge.gateway.config.MigrationSettings.MIGRATION;
import static io.github.kdpbridge.gateway.config.MigrationSettings.SETTLE_WINDOW;
import static io.github.kdpbridge.gateway.config.MigrationSettings.START_PHASE;
import static io.github.kdpbridge.gateway.config.MigrationSettings.UNIT;
import static io.github.kdpbridge.gateway.config.MigrationSettings.WAIT;
import static io.github.kdpbridge.gateway.config.MigrationSettings.WAVE_NAME;
import static io.github.kdpbridge.gateway.config.MigrationSettings.WAVE_PERCENT;
import static io.github.kdpbridge.gateway.config.MigrationSettings.WAVE_UNITS;
import static io.github.kdpbridge.gateway.config.ResellerSettings.GEN1_KEY;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Ascii;
import com.google.common.net.HostAndPort;
import io.github.kdpbridge.core.migration.CutOver.Limits;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Plan;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.Wave;
import io.github.kdpbridge.gateway.settings.Mistakes;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;

/**
 * Reads the migration of a reseller.
 *
 * @param listen the gateway's own address, which the old service does not have
 * @param isLedgerKept whether the ledger outlives the gateway
 * @param directory where relative files of a configuration are looked for
 */
record MigrationReader(HostAndPort listen, boolean isLedgerKept, Path directory) {
    private static final Pattern PERCENT = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    /** Returns the migration; empty if the reseller has none. */
    Optional<Migration> read(Settings reseller) {
        Settings gen1 = reseller.sectionOrEmpty(GEN1.key());
        // No variable is asked for by its prefix: KDP_RESELLERS_0_GEN1_KEY stands for gen1Key.
        boolean hasService = reseller.has(GEN1.key()) || gen1.has(BASE_URL.key());
        boolean hasPlan = reseller.hasSection(MIGRATION.key());
        if (!hasService && !hasPlan) {
            return Optional.empty();
        }
        if (!hasService) {
            throw reseller.wrong(
                    GEN1.key(),
                    "is missing: a migration starts from the old service; write gen1 { baseUrl = \"https://…\" }");
        }
        if (!hasPlan) {
            throw reseller.wrong(
                    MIGRATION.key(),
                    "is missing beside gen1; write migration {}, and each customer stays on the old service until it is moved");
        }
        if (!isLedgerKept) {
            throw reseller.wrong(
                    MIGRATION.key(),
                    "needs a ledger that outlives the gateway; set gateway.ledger.file or gateway.ledger.url");
        }
        Mistakes mistakes = new Mistakes();
        Gen1Service service = mistakes.of(() -> service(gen1, reseller));
        Settings migration = reseller.sectionOrEmpty(MIGRATION.key());
        Plan plan = mistakes.of(() -> plan(migration));
        Duration wait = mistakes.of(() -> WAIT.in(migration));
        Duration hold = mistakes.of(() -> HOLD.in(migration));
        Duration settleWindow = mistakes.of(() -> SETTLE_WINDOW.in(migration));
        Safeguards safeguards = mistakes.of(() -> new SafeguardReader(migration, directory).read());
        mistakes.in(migration::finish);
        mistakes.finish();
        if (requireNonNull(hold).compareTo(requireNonNull(wait)) > 0) {
            throw migration.wrong(HOLD.key(), "must not be longer than wait, within which new writes are held");
        }
        Limits limits = new Limits(requireNonNull(wait), requireNonNull(hold), Limits.STANDARD.pause());
        return Optional.of(new Migration(
                requireNonNull(service),
                requireNonNull(plan),
                limits,
                requireNonNull(settleWindow),
                requireNonNull(safeguards)));
    }

    private Gen1Service service(Settings gen1, Settings reseller) {
        Mistakes mistakes = new Mistakes();
        HttpUrl baseUrl = mistakes.of(() -> baseUrl(gen1));
        String key = mistakes.of(() -> key(gen1, reseller));
        Resilience resilience = mistakes.of(() -> MigrationSettings.RESILIENCE.read(gen1));
        mistakes.in(gen1::finish);
        mistakes.finish();
        return new Gen1Service(requireNonNull(baseUrl).toString(), requireNonNull(key), requireNonNull(resilience));
    }

    private HttpUrl baseUrl(Settings gen1) {
        HttpUrl baseUrl = Addresses.base(gen1, BASE_URL, listen, "the old service");
        if (baseUrl.pathSegments().contains("bulkenroll")) {
            throw gen1.wrong(BASE_URL.key(), "must end before /bulkenroll: the paths of callers are added to it");
        }
        return baseUrl;
    }

    /** A digest of a caller's key is of no use to the old service. */
    private static String key(Settings gen1, Settings reseller) {
        String key = API_KEY.in(gen1);
        if (!key.isEmpty()) {
            var unused = gen1.checked(API_KEY.key(), () -> Gen1Key.of(key));
            return key;
        }
        return GEN1_KEY.in(reseller).stream()
                .findFirst()
                .orElseThrow(() -> gen1.wrong(API_KEY.key(), "is missing, and so is " + GEN1_KEY.path()));
    }

    private static Plan plan(Settings migration) {
        Mistakes mistakes = new Mistakes();
        UnitKind kind = mistakes.of(() -> kind(migration));
        Phase start = mistakes.of(() -> start(migration));
        String waves = "waves";
        List<Wave> read = mistakes.of(() -> migration.sectionsOrNone(waves).stream()
                .map(MigrationReader::wave)
                .toList());
        mistakes.finish();
        return migration.checked(
                waves, () -> new Plan(requireNonNull(kind), requireNonNull(start), requireNonNull(read)));
    }

    private static UnitKind kind(Settings migration) {
        String text = UNIT.in(migration);
        for (UnitKind kind : UnitKind.values()) {
            if (Ascii.toLowerCase(kind.name()).equals(text)) {
                return kind;
            }
        }
        throw migration.wrong(UNIT.key(), "must be customer, vendor or account, not " + text);
    }

    private static Phase start(Settings migration) {
        String text = START_PHASE.in(migration);
        for (Phase phase : Phase.values()) {
            if (phase.name().equals(text)) {
                return phase;
            }
        }
        throw migration.wrong(START_PHASE.key(), "must be GEN1, SHADOW, READS, CANARY, GEN2 or DONE, not " + text);
    }

    private static Wave wave(Settings section) {
        Mistakes mistakes = new Mistakes();
        String name = mistakes.of(() -> WAVE_NAME.in(section));
        Set<String> units = mistakes.of(() -> WAVE_UNITS.in(section));
        String percent = mistakes.of(() -> WAVE_PERCENT.in(section));
        mistakes.in(section::finish);
        mistakes.finish();
        return wave(section, requireNonNull(name), requireNonNull(units), requireNonNull(percent));
    }

    private static Wave wave(Settings section, String name, Set<String> units, String percent) {
        if (units.isEmpty() && percent.isEmpty()) {
            throw section.wrong(WAVE_UNITS.key(), "is missing, and so is " + WAVE_PERCENT.key());
        }
        if (percent.isEmpty()) {
            return Wave.of(name, units);
        }
        if (!units.isEmpty()) {
            throw section.wrong(WAVE_PERCENT.key(), "cannot be combined with units; a wave has one of them");
        }
        if (!PERCENT.matcher(percent).matches()) {
            throw section.wrong(WAVE_PERCENT.key(), "must be a number, such as 5 or 0.5, not " + percent);
        }
        return section.checked(WAVE_PERCENT.key(), () -> Wave.ofPercent(name, new BigDecimal(percent)));
    }
}
