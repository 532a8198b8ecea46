package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.gateway.config.AdminAccess;
import io.github.kdpbridge.gateway.config.AdminAccess.Role;
import io.github.kdpbridge.testfixtures.TestClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionsTest {
    private static final ByteString KEY = ByteString.encodeUtf8("sim-key-of-a-ledger");
    private static final AdminAccess OPERATOR = access("operator-1", Role.OPERATOR, "sim-token");
    private static final AdminAccess VIEWER = access("viewer-1", Role.VIEWER, "sim-token-of-a-viewer");

    private final TestClock clock = TestClock.at(Instant.parse("2026-11-27T08:00:00Z"));
    private final Sessions sessions = sessions(KEY, clock, OPERATOR, VIEWER);

    private static AdminAccess access(String name, Role role, String token) {
        return new AdminAccess(name, role, AdminAccess.digest(token));
    }

    private static Sessions sessions(ByteString key, Clock clock, AdminAccess... access) {
        Sessions sessions = new Sessions(Set.of(access), clock);
        sessions.open(key);
        return sessions;
    }

    @Test
    void session_isKnownByItsCookie_toEveryGatewayOfTheLedger() {
        Session begun = sessions.begin(OPERATOR);

        assertThat(sessions.of(begun.cookie())).contains(begun);
        assertThat(sessions(KEY, clock, OPERATOR, VIEWER).of(begun.cookie())).contains(begun);
        assertThat(begun.expires()).isEqualTo(Instant.parse("2026-11-27T16:00:00Z"));
    }

    @Test
    void session_endsAfterEightHours() {
        Session begun = sessions.begin(OPERATOR);

        clock.pass(Duration.ofHours(8).minusSeconds(1));
        assertThat(sessions.of(begun.cookie())).contains(begun);

        clock.pass(Duration.ofSeconds(1));
        assertThat(sessions.of(begun.cookie())).isEmpty();
        assertThat(sessions.whyEnded(begun)).isEqualTo("your session has ended");
    }

    @Test
    void sessionOfAnotherKey_isUnknown() {
        Session begun = sessions.begin(OPERATOR);

        assertThat(sessions(ByteString.encodeUtf8("another-key"), clock, OPERATOR)
                        .of(begun.cookie()))
                .isEmpty();
    }

    @Test
    void session_endsWithItsOperatorOrToken_andHasTheRoleOfNow() {
        String cookie = sessions.begin(OPERATOR).cookie();
        AdminAccess viewer = access("operator-1", Role.VIEWER, "sim-token");

        assertThat(sessions(KEY, clock, VIEWER).of(cookie)).isEmpty();
        assertThat(sessions(KEY, clock, access("operator-1", Role.OPERATOR, "sim-token-2"))
                        .of(cookie))
                .isEmpty();
        assertThat(sessions(KEY, clock, viewer).of(cookie)).map(Session::access).contains(viewer);
    }

    @Test
    void cookieThatWasChanged_isUnknown() {
        String cookie = sessions.begin(VIEWER).cookie();

        assertThat(sessions.of(cookie.replace("viewer-1", "operator-1"))).isEmpty();
        assertThat(sessions.of(cookie.replace(":17", ":18"))).isEmpty();
        assertThat(sessions.of(cookie.substring(0, cookie.length() - 1))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "::", "operator-1:x:y", "operator-1:9999999999:", "operator-1:9999999999:a:b"})
    void cookieThatIsNone_isUnknown(String cookie) {
        assertThat(sessions.of(cookie)).isEmpty();
    }

    @Test
    void eachSession_hasASecretOfItsOwn() {
        Session one = sessions.begin(OPERATOR);
        Session other = sessions.begin(VIEWER);
        clock.pass(Duration.ofSeconds(1));
        Session later = sessions.begin(OPERATOR);

        assertThat(Set.of(one.csrf(), other.csrf(), later.csrf())).hasSize(3);
        assertThat(one.cookie()).doesNotContain(one.csrf());
        assertThat(one).asString().doesNotContain(one.csrf(), one.cookie());
    }

    @Test
    void operatorWhoIsTakenAway_hasNoSessionAnyMore() {
        Sessions sessions = new Sessions(Set.of(OPERATOR), clock);
        sessions.open(null);
        Session session = sessions.begin(OPERATOR);

        sessions.follow(Set.of());
        assertThat(sessions.of(session.cookie())).isEmpty();
        assertThat(sessions.whyEnded(session)).isEqualTo("your token is not in the configuration any more");
        sessions.follow(Set.of(OPERATOR));
        assertThat(sessions.of(session.cookie())).isPresent();
    }

    @Test
    void beforeTheKeyIsKnown_noSessionIs() {
        Sessions starting = new Sessions(Set.of(OPERATOR), clock);

        assertThat(starting.isOpen()).isFalse();
        assertThat(starting.of(sessions.begin(OPERATOR).cookie())).isEmpty();
    }
}
