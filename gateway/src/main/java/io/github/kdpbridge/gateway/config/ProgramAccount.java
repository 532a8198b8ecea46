package io.github.kdpbridge.gateway.config;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A reseller with a program that its owner made, and closes.
 *
 * @param keys the static keys that its callers may send, at least one
 * @param program does the work
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

    @Override
    public Gen2Profile profile() {
        return Gen2Profile.standard();
    }

    @Override
    public Optional<Gen2Account> gen2() {
        return Optional.empty();
    }

    @Override
    public DeploymentProgram program(Function<Gen2Account, ? extends DeploymentProgram> clients) {
        return program;
    }

    /** Returns the account, never a key. */
    @Override
    public String toString() {
        return "ProgramAccount[" + reseller() + "]";
    }
}
