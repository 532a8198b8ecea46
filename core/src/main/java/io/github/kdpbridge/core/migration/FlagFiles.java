package io.github.kdpbridge.core.migration;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Files that act by being there, when page, command and network are away.
 *
 * @param freeze freezes the account for as long as it is there; null for none
 * @param panic brings the units in {@link Phase#CANARY} back, and freezes the account until an operator ends that; null for
 *     none
 */
public record FlagFiles(@Nullable Path freeze, @Nullable Path panic) {
    /** No such files. */
    public static final FlagFiles NONE = new FlagFiles(null, null);

    boolean isFreeze() {
        return freeze != null && Files.exists(freeze);
    }

    boolean isPanic() {
        return panic != null && Files.exists(panic);
    }
}
