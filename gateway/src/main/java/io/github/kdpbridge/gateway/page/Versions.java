package io.github.kdpbridge.gateway.page;

import com.google.common.hash.Hashing;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.gateway.admin.Desks;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/** Tells whether anything of what is shown has changed: routes, holds, freezes and differences of all accounts. */
final class Versions {
    private static final int DIGITS = 16;

    private final Desks desks;

    Versions(Desks desks) {
        this.desks = desks;
    }

    /** Returns a text that is another one after a change, the same at each gateway: 16 hexadecimal digits. */
    String now() {
        String all = desks.names().stream().map(this::of).collect(Collectors.joining("\n"));
        return Hashing.sha256()
                .hashString(all, StandardCharsets.UTF_8)
                .toString()
                .substring(0, DIGITS);
    }

    private String of(String name) {
        try {
            Desks.Account account = desks.find(name);
            return "%s %s %s"
                    .formatted(
                            name,
                            account.desk().version(),
                            account.comparisons().version());
        } catch (MoveRefusedException e) {
            return ""; // it migrates no longer
        }
    }
}
