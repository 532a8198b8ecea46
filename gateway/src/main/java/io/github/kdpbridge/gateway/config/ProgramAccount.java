package io.github.kdpbridge.gateway.config;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.Gen1Key;
import java.util.Objects;
import java.util.Set;

/**
 * A reseller whose work a program does that the caller brings, and closes.
 *
 * @param keys the static keys that its callers may send, at least one
 * @param program what does the work
 */
public record ProgramAccount(Set<Gen1Key> keys, DeploymentProgram program) implements Account {
    /** Checks that all is there. */
    public ProgramAccount {
        Objects.requireNonNull(program, "program");
        keys = Account.atLeastOne(program.reseller(), keys);
    }

    @Override
    public ResellerId reseller() {
        return program.reseller();
    }

    /** Returns the account, never a key. */
    @Override
    public String toString() {
        return "ProgramAccount[" + reseller() + "]";
    }
}
