package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.world.World;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The tokens that are out, the keys that are pinned, and the JWTs that were used up. Thread-safe. */
public final class TokenStore {
    /** How long an expired token is known as one. */
    private static final Duration MEMORY = Duration.ofDays(1);

    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, Grant> grants = new HashMap<>();
    private final Map<String, PublicKey> pinned = new HashMap<>();
    private final Map<String, Instant> usedUp = new HashMap<>();

    public TokenStore(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Forgets everything. */
    public synchronized void reset() {
        grants.clear();
        pinned.clear();
        usedUp.clear();
    }

    /** Gives a token to be signed with a key. */
    String grant(World.Reseller account, PublicKey key, Duration life) {
        return grant(account, key, List.of(), life);
    }

    /** Gives a bearer token for scopes. */
    String grant(World.Reseller account, List<String> scopes, Duration life) {
        return grant(account, null, scopes, life);
    }

    private synchronized String grant(
            World.Reseller account, @Nullable PublicKey key, List<String> scopes, Duration life) {
        Instant now = clock.instant();
        grants.values().removeIf(grant -> grant.isExpired(now.minus(MEMORY)));
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        grants.put(token, new Grant(account, key, List.copyOf(scopes), now.plus(life)));
        return token;
    }

    /** The grant of a token that is out; it may be expired. */
    synchronized Optional<Grant> find(String token) {
        return Optional.ofNullable(grants.get(token));
    }

    /** Pins a key unless another one is pinned; tells whether the key is the pinned one. */
    synchronized boolean pin(String clientIdentifier, PublicKey key) {
        PublicKey first = pinned.putIfAbsent(clientIdentifier, key);
        return first == null || first.equals(key);
    }

    /** Uses a JWT up; tells whether it was unused. */
    synchronized boolean useUp(String jti, Instant expires) {
        Instant now = clock.instant();
        usedUp.values().removeIf(until -> !until.isAfter(now));
        return usedUp.putIfAbsent(jti, expires) == null;
    }

    /** The account and the rights of a token; the key is null for an OAuth token. */
    record Grant(World.Reseller account, @Nullable PublicKey key, List<String> scopes, Instant expires) {
        boolean isExpired(Instant now) {
            return !expires.isAfter(now);
        }
    }
}
