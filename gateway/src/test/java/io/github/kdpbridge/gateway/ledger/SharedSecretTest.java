package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class SharedSecretTest {
    private static final String PURPOSE = "sessions of operators";

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @TempDir
    private Path folder;

    private static SqlLedger open(LedgerStore store) {
        return SqlLedger.withoutHeart(store, Ticker.systemTicker(), Clock.systemUTC());
    }

    @Test
    void file_keepsIt() {
        LedgerStore file = new LedgerStore.SqliteFile(folder.resolve("ledger.db"));
        Set<ByteString> secrets = new HashSet<>();
        for (int start = 0; start < 2; start++) {
            try (SqlLedger ledger = open(file)) {
                secrets.add(SharedSecret.of(ledger, PURPOSE));
            }
        }

        assertThat(secrets).singleElement().extracting(ByteString::size).isEqualTo(32);
    }

    @Test
    void gatewaysOfADatabase_haveTheSame() {
        LedgerStore database = postgresql.empty();
        try (SqlLedger one = open(database);
                SqlLedger other = open(database)) {
            assertThat(SharedSecret.of(one, PURPOSE)).isEqualTo(SharedSecret.of(other, PURPOSE));
        }
    }

    @Test
    void anotherLedgerOrPurpose_hasAnother() {
        try (SqlLedger one = open(new LedgerStore.SqliteFile(folder.resolve("one.db")));
                SqlLedger other = open(new LedgerStore.SqliteFile(folder.resolve("other.db")))) {
            assertThat(Set.of(
                            SharedSecret.of(one, PURPOSE),
                            SharedSecret.of(one, "another purpose"),
                            SharedSecret.of(other, PURPOSE)))
                    .hasSize(3);
        }
    }
}
