package io.github.kdpbridge.gen1facade;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.HashFunction;
import com.google.common.hash.Hashing;
import io.github.kdpbridge.core.DeploymentProgram;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Maps static keys to programs. Only digests of keys are held. They are looked up by a keyed hash with a secret of this
 * process and compared in constant time, so the time of a look-up reveals nothing about a key or its digest.
 */
final class Accounts {
    private final HashFunction hash;
    private final ImmutableMap<Blinded, DeploymentProgram> programs;
    private final @Nullable DeploymentProgram forAnyKey;

    private Accounts(Builder builder, UnaryOperator<DeploymentProgram> remembering) {
        SecureRandom random = new SecureRandom();
        this.hash = Hashing.sipHash24(random.nextLong(), random.nextLong());
        ImmutableMap.Builder<Blinded, DeploymentProgram> blinded = ImmutableMap.builder();
        builder.byKey.forEach((key, program) -> blinded.put(blind(key.digest()), remembering.apply(program)));
        this.programs = blinded.buildOrThrow();
        this.forAnyKey = builder.forAnyKey == null ? null : remembering.apply(builder.forAnyKey);
    }

    /** Returns the program for a key; null if the key is unknown. */
    @Nullable DeploymentProgram find(String key) {
        if (programs.isEmpty()) {
            return forAnyKey;
        }
        DeploymentProgram program = programs.get(blind(Gen1Key.digest(key)));
        return program == null ? forAnyKey : program;
    }

    private Blinded blind(byte[] digest) {
        return new Blinded(digest, hash.hashBytes(digest).asInt());
    }

    /** A digest, and its keyed hash. */
    @SuppressWarnings("ArrayRecordComponent") // compared below, and not handed out
    private record Blinded(byte[] digest, int hash) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Blinded blinded && MessageDigest.isEqual(digest, blinded.digest);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** Collects accounts. */
    static final class Builder {
        private final Map<Gen1Key, DeploymentProgram> byKey = new HashMap<>();
        private @Nullable DeploymentProgram forAnyKey;

        /** Adds an account; returns the program that already has the key, or null. */
        @Nullable DeploymentProgram putIfAbsent(Gen1Key key, DeploymentProgram program) {
            return byKey.putIfAbsent(key, program);
        }

        void forAnyKey(DeploymentProgram program) {
            forAnyKey = program;
        }

        /**
         * Returns the accounts.
         *
         * @param remembering turns a program into the one for its callers
         */
        Accounts build(UnaryOperator<DeploymentProgram> remembering) {
            return new Accounts(this, remembering);
        }
    }
}
