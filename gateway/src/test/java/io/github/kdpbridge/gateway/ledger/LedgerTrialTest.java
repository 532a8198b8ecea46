package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.LedgerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class LedgerTrialTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @TempDir
    private Path folder;

    private LedgerStore.SqliteFile file() {
        return new LedgerStore.SqliteFile(folder.resolve("ledger.db"));
    }

    @Test
    void fileThatIsNotThere_isNotMade() {
        assertThat(LedgerTrial.of(file())).isEqualTo("can be written");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void fileThatIsThere_isAsItWas() throws Exception {
        SqlLedger.open(file()).close();
        byte[] before = Files.readAllBytes(file().file());

        assertThat(LedgerTrial.of(file())).isEqualTo("can be written");

        assertThat(Files.readAllBytes(file().file())).isEqualTo(before);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file().file());
        }
    }

    @Test
    void fileThatAGatewayUses_isLeftToIt() {
        try (SqlLedger ledger = SqlLedger.open(file())) {
            assertThat(LedgerTrial.of(file())).isEqualTo("is used by a gateway now");

            ledger.heart().tryToBeat();
            assertThat(ledger.trouble()).isEmpty();
            assertThat(ledger.abandoned(RESELLER)).isEmpty();
        }
    }

    @Test
    void fileThatIsNoLedger_isRefused() throws Exception {
        Files.writeString(file().file(), "This is a text. ".repeat(100));

        assertThatThrownBy(() -> LedgerTrial.of(file()))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger's file " + file().file() + " cannot be used:"
                        + " it is no ledger, but some other file: name another one, or put a backup in its place");
    }

    @Test
    void emptyDatabase_isLeftEmpty() throws Exception {
        LedgerStore.Postgresql store = postgresql.empty();

        assertThat(LedgerTrial.of(store)).startsWith("answers, version ");

        assertThat(count(store, "SELECT COUNT(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isZero();
    }

    @Test
    void databaseThatAGatewayUses_isAsItWas() throws Exception {
        LedgerStore.Postgresql store = postgresql.empty();
        try (SqlLedger ledger = SqlLedger.open(store)) {
            assertThat(LedgerTrial.of(store)).startsWith("answers, version ");

            assertThat(ledger.abandoned(RESELLER)).isEmpty();
            assertThat(count(store, "SELECT COUNT(*) FROM kdp_gateway")).isOne();
        }
    }

    @Test
    void userWhoMayNotMakeTables_isToldSo() throws Exception {
        LedgerStore.Postgresql store = postgresql.empty();
        postgresql.execute(store, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        postgresql.execute(store, "DROP ROLE IF EXISTS reader; CREATE ROLE reader LOGIN");

        assertThatThrownBy(() -> LedgerTrial.of(new LedgerStore.Postgresql(
                        store.url().replaceFirst("user=[a-z]+", "user=reader"), "reader", "")))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith(
                        "the ledger's database cannot be used: ERROR: permission denied for schema public");
    }

    private static int count(LedgerStore.Postgresql store, String question) throws Exception {
        try (Connection connection = DriverManager.getConnection(store.url());
                Statement sql = connection.createStatement();
                var row = sql.executeQuery(question)) {
            row.next();
            return row.getInt(1);
        }
    }
}
