package io.github.kdpbridge.simulator.token;

import io.github.kdpbridge.simulator.World;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The tokens that are out, the keys that are pinned, and the JWTs that were used up. Thread-safe. */
public final class TokenStore {
    private final Clock clock;
    private final RandomGenerator random;
    private final Map<String, Grant> grants = new HashMap<>();
    private final Map<String, PublicKey> pinned = new HashMap<>();
    private final Map<String, Instant> usedUp = new HashMap<>();

    /**
     * An empty store.
     *
     * @param clock the clock by which tokens expire
     * @param random makes the tokens
     */
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

    synchronized String grant(World.Reseller account, @Nullable PublicKey key, Duration life) {
        Instant now = clock.instant();
        grants.values().removeIf(grant -> !grant.expires().isAfter(now));
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        grants.put(token, new Grant(account, key, now.plus(life)));
        return token;
    }

    /** The grant of a token that is out and not expired. */
    synchronized Optional<Grant> find(String token) {
        Instant now = clock.instant();
        return Optional.ofNullable(grants.get(token))
                .filter(grant -> grant.expires().isAfter(now));
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

    /** What a token stands for; the key is null for an OAuth token. */
    record Grant(World.Reseller account, @Nullable PublicKey key, Instant expires) {}
}
