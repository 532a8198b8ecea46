package io.github.kdpbridge.gen1facade;

import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.DeploymentProgram;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Maps static keys to programs. Only digests of keys are held, and they are looked up by a keyed hash with a secret of
 * this process, so the time of a look-up reveals nothing about a key or its digest.
 */
final class Accounts {
    private static final int SECRET_SIZE = 32;

    private final ByteString secret;
    private final ImmutableMap<ByteString, DeploymentProgram> programs;
    private final @Nullable DeploymentProgram forAnyKey;

    private Accounts(Builder builder, UnaryOperator<DeploymentProgram> remembering) {
        byte[] random = new byte[SECRET_SIZE];
        new SecureRandom().nextBytes(random);
        this.secret = ByteString.of(random);
        ImmutableMap.Builder<ByteString, DeploymentProgram> blinded = ImmutableMap.builder();
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

    private ByteString blind(ByteString digest) {
        return digest.hmacSha256(secret);
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
