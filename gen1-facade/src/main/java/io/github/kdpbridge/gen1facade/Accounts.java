package io.github.kdpbridge.gen1facade;

import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.DeploymentProgram;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Who is opened by which key. No key is held, only digests of them, and those are looked up under a secret that only
 * this process knows: how long a look-up takes says nothing about a key or its digest.
 */
final class Accounts {
    private static final int SECRET_SIZE = 32;

    private final ByteString secret;
    private final ImmutableMap<ByteString, DeploymentProgram> programs;
    private final @Nullable DeploymentProgram forAnyKey;

    private Accounts(Map<ByteString, DeploymentProgram> byDigest, @Nullable DeploymentProgram forAnyKey) {
        byte[] random = new byte[SECRET_SIZE];
        new SecureRandom().nextBytes(random);
        this.secret = ByteString.of(random);
        ImmutableMap.Builder<ByteString, DeploymentProgram> blinded = ImmutableMap.builder();
        byDigest.forEach((digest, program) -> blinded.put(blind(digest), program));
        this.programs = blinded.buildOrThrow();
        this.forAnyKey = forAnyKey;
    }

    /** Returns the program of the account that a key opens; null if it opens none. */
    @Nullable DeploymentProgram find(String key) {
        DeploymentProgram program = programs.get(blind(digest(key)));
        return program == null ? forAnyKey : program;
    }

    private ByteString blind(ByteString digest) {
        return digest.hmacSha256(secret);
    }

    private static ByteString digest(String key) {
        return ByteString.encodeUtf8(key).sha256();
    }

    /** Collects accounts. */
    static final class Builder {
        private final Map<ByteString, DeploymentProgram> byDigest = new HashMap<>();
        private @Nullable DeploymentProgram forAnyKey;

        /** Returns what the same key opens already, or null and adds the account. */
        @Nullable DeploymentProgram putIfAbsent(String key, DeploymentProgram program) {
            return putIfAbsent(digest(key), program);
        }

        @Nullable DeploymentProgram putIfAbsent(ByteString digest, DeploymentProgram program) {
            return byDigest.putIfAbsent(digest, program);
        }

        void forAnyKey(DeploymentProgram program) {
            forAnyKey = program;
        }

        Accounts build() {
            return new Accounts(byDigest, forAnyKey);
        }
    }
}
