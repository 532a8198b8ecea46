package io.github.kdpbridge.gateway.config;

import static io.github.kdpbridge.gateway.config.GatewaySettings.ACCESS;
import static io.github.kdpbridge.gateway.config.GatewaySettings.ACCESS_NAME;
import static io.github.kdpbridge.gateway.config.GatewaySettings.ACCESS_ROLE;
import static io.github.kdpbridge.gateway.config.GatewaySettings.ACCESS_TOKEN;
import static java.util.Objects.requireNonNull;

import com.google.common.base.Enums;
import io.github.kdpbridge.gateway.config.AdminAccess.Role;
import io.github.kdpbridge.gateway.settings.Mistakes;
import io.github.kdpbridge.gateway.settings.Settings;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import okio.ByteString;

/** Reads the operators of a migration; no two share a name or a token. */
final class AccessReader {
    private final Set<String> names = new HashSet<>();
    private final Set<ByteString> tokens = new HashSet<>();

    /** Reads the list in the section of the admin side. */
    List<AdminAccess> read(Settings admin) {
        String key = ACCESS.key().replace("[]", "");
        Mistakes mistakes = new Mistakes();
        List<AdminAccess> all = admin.sectionsOrNone(key).stream()
                .map(section -> mistakes.of(() -> one(section)))
                .filter(Objects::nonNull)
                .toList();
        mistakes.finish();
        return all;
    }

    private AdminAccess one(Settings section) {
        Mistakes mistakes = new Mistakes();
        String name = mistakes.of(() -> ACCESS_NAME.in(section));
        Role role = mistakes.of(() -> role(section));
        String digest = mistakes.of(() -> ACCESS_TOKEN.in(section));
        mistakes.in(section::finish);
        mistakes.finish();
        ByteString token = section.checked(ACCESS_TOKEN.key(), () -> AdminAccess.digestOf(requireNonNull(digest)));
        AdminAccess access = section.checked(
                ACCESS_NAME.key(), () -> new AdminAccess(requireNonNull(name), requireNonNull(role), token));
        if (!names.add(access.name())) {
            throw section.wrong(ACCESS_NAME.key(), access.name() + " is in the list already");
        }
        if (!tokens.add(access.token())) {
            throw section.wrong(ACCESS_TOKEN.key(), "another operator has the same token");
        }
        return access;
    }

    private static Role role(Settings section) {
        String role = ACCESS_ROLE.in(section);
        return Enums.getIfPresent(Role.class, role.toUpperCase(Locale.ROOT))
                .toJavaUtil()
                .orElseThrow(() -> section.wrong(ACCESS_ROLE.key(), "must be viewer or operator, not " + role));
    }
}
