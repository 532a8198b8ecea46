package io.github.kdpbridge.gateway.config;

import static io.github.kdpbridge.gateway.config.SafeguardSettings.ACCOUNT_COMPARISONS;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.BREAKER;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.COMPARISONS;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.CONFIRM;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.ERRORS;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.ERROR_CALLS;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.ERROR_PERCENT;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.ERROR_TIMES;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.ERROR_WINDOW;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.FREEZE;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.FREEZE_FILE;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.FREEZE_UNITS;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.FREEZE_WINDOW;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.GATES;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.OUTCOME;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.PANIC_FILE;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.PROOF;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.QUEUE;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.RATE;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.REFUSED;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.REFUSED_TIMES;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.REFUSED_WINDOW;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.REFUSED_WRITES;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.RULES;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.SHADOW;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.SHARE;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.STUCK;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.STUCK_LEAST;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.STUCK_TIMES;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.TRIAL;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.USED_NAMES;
import static io.github.kdpbridge.gateway.config.SafeguardSettings.WRITES;
import static java.util.Objects.requireNonNull;

import io.github.kdpbridge.core.migration.FlagFiles;
import io.github.kdpbridge.core.migration.GateLimits;
import io.github.kdpbridge.core.migration.RuleKeeper;
import io.github.kdpbridge.core.migration.StopLimits;
import io.github.kdpbridge.core.migration.StopRules.Returns;
import io.github.kdpbridge.core.migration.shadow.ShadowSettings;
import io.github.kdpbridge.gateway.settings.Mistakes;
import io.github.kdpbridge.gateway.settings.Section;
import io.github.kdpbridge.gateway.settings.Setting;
import io.github.kdpbridge.gateway.settings.Settings;
import io.github.kdpbridge.gateway.settings.Values;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Reads the safeguards of a migration.
 *
 * @param migration the section that they stand in
 * @param directory where relative files in it are looked for
 */
record SafeguardReader(Settings migration, Path directory) {
    Safeguards read() {
        Mistakes mistakes = new Mistakes();
        Boolean asks = mistakes.of(this::asksForUsedIds);
        FlagFiles files = mistakes.of(this::files);
        ShadowSettings shadow = mistakes.of(this::shadow);
        RuleKeeper.Limits rules = mistakes.of(this::rules);
        GateLimits gates = mistakes.of(this::gates);
        mistakes.finish();
        return new Safeguards(
                requireNonNull(shadow),
                requireNonNull(rules),
                requireNonNull(gates),
                requireNonNull(files),
                requireNonNull(asks));
    }

    private boolean asksForUsedIds() {
        String text = USED_NAMES.in(migration);
        if (!text.equals(USED_NAMES.standard()) && !text.equals("off")) {
            throw migration.wrong(USED_NAMES.key(), "must be ask or off, not " + text);
        }
        return text.equals(USED_NAMES.standard());
    }

    private FlagFiles files() {
        Mistakes mistakes = new Mistakes();
        Path freeze = mistakes.of(() -> file(FREEZE_FILE));
        Path panic = mistakes.of(() -> file(PANIC_FILE));
        mistakes.finish();
        if (freeze != null && freeze.equals(panic)) {
            throw migration.wrong(PANIC_FILE.key(), "is the file of freezeFile, too; each needs one of its own");
        }
        return new FlagFiles(freeze, panic);
    }

    /** The file may be absent; without its folder, it could not appear in an emergency. */
    private @Nullable Path file(Setting<String> setting) {
        String name = setting.in(migration);
        if (name.isEmpty()) {
            return null;
        }
        Path file =
                migration.checked(setting.key(), () -> directory.resolve(name)).normalize();
        Path folder = file.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw migration.wrong(setting.key(), "there is no such folder: " + folder);
        }
        if (Files.isDirectory(file)) {
            throw migration.wrong(
                    setting.key(), "is a folder: " + file + "; name a file that can be created and deleted");
        }
        return file;
    }

    private ShadowSettings shadow() {
        Settings section = migration.sectionOrEmpty(SHADOW.key());
        Values values = values(SHADOW, section);
        return section.inRange(
                CONFIRM.key(),
                () -> new ShadowSettings(values.get(RATE), values.get(SHARE), values.get(QUEUE), values.get(CONFIRM)));
    }

    private GateLimits gates() {
        Values values = values(GATES, migration.sectionOrEmpty(GATES.key()));
        return new GateLimits(
                values.get(COMPARISONS),
                values.get(ACCOUNT_COMPARISONS),
                values.get(WRITES),
                values.get(TRIAL),
                values.get(PROOF));
    }

    private RuleKeeper.Limits rules() {
        Settings rules = migration.sectionOrEmpty(RULES.key());
        Mistakes mistakes = new Mistakes();
        StopLimits.Errors errors = mistakes.of(() -> errors(rules.sectionOrEmpty(ERRORS.key())));
        StopLimits.Refusals refusals = mistakes.of(() -> refusals(rules.sectionOrEmpty(REFUSED.key())));
        Values stuck = mistakes.of(() -> values(STUCK, rules.sectionOrEmpty(STUCK.key())));
        Values freeze = mistakes.of(() -> values(FREEZE, rules.sectionOrEmpty(FREEZE.key())));
        Values values = mistakes.of(() -> values(RULES, rules));
        mistakes.finish();
        StopLimits stop = new StopLimits(
                requireNonNull(values).get(OUTCOME),
                requireNonNull(errors),
                requireNonNull(refusals),
                new StopLimits.Stuck(requireNonNull(stuck).get(STUCK_TIMES), stuck.get(STUCK_LEAST)),
                values.get(BREAKER));
        return new RuleKeeper.Limits(
                stop, new Returns(requireNonNull(freeze).get(FREEZE_UNITS), freeze.get(FREEZE_WINDOW)));
    }

    private static StopLimits.Errors errors(Settings section) {
        Values values = values(ERRORS, section);
        return section.inRange(
                ERROR_WINDOW.key(),
                () -> new StopLimits.Errors(
                        values.get(ERROR_PERCENT),
                        values.get(ERROR_CALLS),
                        values.get(ERROR_TIMES),
                        values.get(ERROR_WINDOW)));
    }

    private static StopLimits.Refusals refusals(Settings section) {
        Values values = values(REFUSED, section);
        return section.inRange(
                REFUSED_WINDOW.key(),
                () -> new StopLimits.Refusals(
                        values.get(REFUSED_TIMES), values.get(REFUSED_WRITES), values.get(REFUSED_WINDOW)));
    }

    /** Returns the values of the settings that stand directly in a section, which has no others. */
    private static Values values(Section head, Settings section) {
        Mistakes mistakes = new Mistakes();
        Values values = mistakes.of(() -> Values.standard().read(SafeguardSettings.rows(), head, section));
        mistakes.in(section::finish);
        mistakes.finish();
        return requireNonNull(values);
    }
}
