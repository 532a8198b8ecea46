package io.github.kdpbridge.gateway.http;

import com.google.common.base.Splitter;
import com.google.common.primitives.Longs;
import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.page.Moment;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of operators, which no gateway remembers: all of a session is in its cookie, with a signature by a key that the
 * gateways of a ledger share. It ends after eight hours, and when the operator or the token is no longer in the
 * configuration.
 *
 * <p>Safe for use by many threads.
 */
public final class Sessions {
    static final Duration LIFE = Duration.ofHours(8);

    private static final int KEY_BYTES = 32;
    private static final Splitter PARTS = Splitter.on(':');

    private final Clock clock;
    private volatile Set<AdminAccess> access;
    private volatile @Nullable ByteString key;

    /** Creates them; none is known until they are {@linkplain #open opened}. */
    public Sessions(Set<AdminAccess> access, Clock clock) {
        this.access = Set.copyOf(access);
        this.clock = clock;
    }

    /** Knows these operators from now on, and no others: the sessions of those who are gone have ended. */
    public void follow(Set<AdminAccess> operators) {
        access = Set.copyOf(operators);
    }

    /** Returns the operators. */
    Set<AdminAccess> access() {
        return access;
    }

    /**
     * Knows sessions from now on.
     *
     * @param shared the key that all gateways of a ledger share; null if there are no others: the sessions end with this
     *     process then
     */
    public void open(@Nullable ByteString shared) {
        key = shared == null ? random() : shared;
    }

    private static ByteString random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return ByteString.of(bytes);
    }

    /** Returns whether sessions are known. */
    public boolean isOpen() {
        return key != null;
    }

    Session begin(AdminAccess operator) {
        return session(operator, clock.instant().plus(LIFE).getEpochSecond());
    }

    /** Returns the session of a cookie; empty if there is none, or it has ended. */
    Optional<Session> of(String cookie) {
        return signed(cookie).filter(session -> isBefore(session.expires().getEpochSecond()));
    }

    /** Returns whether a cookie is of a session that was known, and has ended since by itself. */
    boolean hasEnded(String cookie) {
        return signed(cookie).isPresent() && of(cookie).isEmpty();
    }

    /** Returns the session of a cookie, whether or not it has ended. */
    private Optional<Session> signed(String cookie) {
        List<String> parts = PARTS.splitToList(cookie);
        Long expires = parts.size() == 3 ? Longs.tryParse(parts.get(1)) : null;
        if (!isOpen() || expires == null || expires < 0 || expires > Instant.MAX.getEpochSecond()) {
            return Optional.empty();
        }
        return access.stream()
                .filter(operator -> operator.name().equals(parts.get(0)))
                .map(operator -> session(operator, expires))
                .filter(session -> isSame(session.cookie(), cookie))
                .findFirst();
    }

    /** Returns why a session is not known any more, in words to the operator. */
    String whyEnded(Session session) {
        return isBefore(session.expires().getEpochSecond())
                ? "your token is not in the configuration any more"
                : "your session has ended";
    }

    /** Returns the time by which sessions end. */
    Moment now() {
        Instant now = clock.instant();
        return Moment.of(now, now);
    }

    private boolean isBefore(long expires) {
        return clock.instant().getEpochSecond() < expires;
    }

    private Session session(AdminAccess operator, long expires) {
        String text = operator.name() + ":" + expires;
        String cookie = text + ":" + signature("session", text, operator);
        return new Session(operator, Instant.ofEpochSecond(expires), cookie, signature("csrf", text, operator));
    }

    /** The token's digest is a part of it, so that a session ends with its token. */
    private String signature(String purpose, String text, AdminAccess operator) {
        ByteString shared = key;
        if (shared == null) {
            throw new IllegalStateException("the sessions are not open yet");
        }
        return ByteString.encodeUtf8(
                        String.join("\n", purpose, text, operator.token().hex()))
                .hmacSha256(shared)
                .base64Url()
                .replace("=", "");
    }

    /** Compares two secrets in constant time. */
    static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                ByteString.encodeUtf8(one).toByteArray(),
                ByteString.encodeUtf8(other).toByteArray());
    }
}
