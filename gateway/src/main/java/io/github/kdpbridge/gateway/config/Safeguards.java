package io.github.kdpbridge.gateway.config;

import io.github.kdpbridge.core.migration.FlagFiles;
import io.github.kdpbridge.core.migration.GateLimits;
import io.github.kdpbridge.core.migration.RuleKeeper;
import io.github.kdpbridge.core.migration.shadow.ShadowSettings;
import java.util.Objects;

/**
 * How a migration is kept safe.
 *
 * @param shadow how much of both services' answers is compared
 * @param rules when a rule brings a customer back, and when it freezes the account
 * @param gates what a move forward asks for
 * @param files the files that freeze the account, or bring customers back
 * @param asksForUsedIds whether the old service is asked for the transaction id of a moved customer's first write
 */
public record Safeguards(
        ShadowSettings shadow, RuleKeeper.Limits rules, GateLimits gates, FlagFiles files, boolean asksForUsedIds) {
    /** The defaults; no files. */
    public static final Safeguards STANDARD = new Safeguards(
            ShadowSettings.STANDARD, RuleKeeper.Limits.STANDARD, GateLimits.STANDARD, FlagFiles.NONE, true);

    public Safeguards {
        Objects.requireNonNull(shadow, "shadow");
        Objects.requireNonNull(rules, "rules");
        Objects.requireNonNull(gates, "gates");
        Objects.requireNonNull(files, "files");
    }
}
