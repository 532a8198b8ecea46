package io.github.kdpbridge.core.migration;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.Visible;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * What moves as one between the generations. Single transactions do not move: generations must not be mixed in one
 * integration (documented), and the order of two transactions of a device would be lost between them.
 *
 * @param reseller the account
 * @param kind what it consists of
 * @param name the customer or vendor, as callers write it; {@code *} for the account's own unit
 */
public record Unit(ResellerId reseller, UnitKind kind, String name) {
    private static final String ALL = "*";
    private static final int LONGEST_LABEL = 128;

    /**
     * Checks the unit.
     *
     * @throws IllegalArgumentException if the name is empty, or is not {@code *} for an account
     */
    public Unit {
        Objects.requireNonNull(reseller, "reseller");
        Objects.requireNonNull(kind, "kind");
        checkArgument(!name.isEmpty(), "the name of a unit is empty");
        checkArgument(kind != UnitKind.ACCOUNT || name.equals(ALL), "an account's unit is *, not %s", name);
    }

    /** Returns the unit of the calls that name no customer or vendor, or of all calls. */
    public static Unit account(ResellerId reseller) {
        return new Unit(reseller, UnitKind.ACCOUNT, ALL);
    }

    /** Returns whether it is the account's own unit. */
    public boolean isAccount() {
        return kind == UnitKind.ACCOUNT;
    }

    /** Returns 64 hexadecimal digits that no other unit has: a SHA-256. */
    public String id() {
        Hasher hasher = Hashing.sha256().newHasher();
        put(hasher, reseller.value());
        put(hasher, kind.name());
        put(hasher, name);
        return hasher.hash().toString();
    }

    /** The length precedes the text, so that no two units give the same bytes. */
    private static void put(Hasher hasher, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        hasher.putInt(bytes.length).putBytes(bytes);
    }

    /**
     * Returns the name for operators: one line that any database stores, at most 128 characters. Only the account's own
     * unit is {@code *}.
     */
    public String label() {
        if (isAccount()) {
            return ALL;
        }
        String line = Visible.line(name);
        String cut = line.length() <= LONGEST_LABEL ? line : line.substring(0, LONGEST_LABEL - 1) + "…";
        // An unpaired surrogate becomes a question mark.
        String label = new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return label.equals(ALL) ? "'*'" : label;
    }

    /** Returns kind and label: {@code customer 1200000321}, or {@code account *}. */
    @Override
    public String toString() {
        return switch (kind) {
            case CUSTOMER -> "customer " + label();
            case VENDOR -> "vendor " + label();
            case ACCOUNT -> "account *";
        };
    }
}
