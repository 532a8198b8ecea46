package io.github.kdpbridge.gateway.migration;

import static io.github.kdpbridge.gateway.migration.Migrating.OPERATOR_1;
import static io.github.kdpbridge.gateway.migration.Migrating.RESELLER;
import static io.github.kdpbridge.gateway.migration.Migrating.UNIT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.reflect.Reflection;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Routes;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.gateway.ledger.DrainLimits;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.SqlLedger;
import io.github.kdpbridge.gateway.ledger.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of an account's routes each second, in both databases. */
@ParameterizedClass
@ValueSource(strings = {"SQLite", "PostgreSQL"})
class SeenAccountTest {
    private static final List<Unit> UNITS = IntStream.range(0, 100)
            .mapToObj(i -> Watched.unit("13000000" + (10 + i)))
            .toList();
    private static final Move TO_SHADOW = Move.forward(Phase.GEN1, Phase.SHADOW, OPERATOR_1);

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @TempDir
    private Path folder;

    @Parameter
    private String database;

    private SqlLedger ledger;
    private Routes routes;
    private final SeenAccount seen = new SeenAccount(RESELLER);
    /** The statements since the last look, each with the number of its rows. */
    private final List<String> statements = new ArrayList<>();

    @BeforeEach
    void open() {
        LedgerStore store = database.equals("SQLite")
                ? new LedgerStore.SqliteFile(folder.resolve("ledger.db"))
                : postgresql.empty();
        ledger = SqlLedger.open(store);
        routes = ledger.routes(any -> new DrainLimits(Duration.ofHours(24), Duration.ofMinutes(6)));
        UNITS.forEach(unit -> routes.see(unit, Phase.GEN1));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    private Routes counted() {
        return Reflection.newProxy(Routes.class, (proxy, method, arguments) -> {
            Object answer = method.invoke(routes, arguments);
            statements.add(method.getName() + " " + (answer instanceof List<?> rows ? rows.size() : 1));
            return answer;
        });
    }

    private List<String> statements(Instant now) {
        statements.clear();
        seen.refresh(counted(), now);
        return List.copyOf(statements);
    }

    /** Returns a time from which on changes count as new, and no earlier ones. */
    private Instant mark() {
        Instant past = ledger.clock().instant();
        Instant now = past;
        while (now.toEpochMilli() <= past.toEpochMilli() + 1) {
            now = ledger.clock().instant();
        }
        return now.plus(SeenAccount.SKEW);
    }

    @Test
    void onlyWhatChanged_isRead() {
        assertThat(statements(mark())).containsExactly("census 1", "changedSince 100");
        assertThat(seen.phase(UNITS.get(0))).isEqualTo(Phase.GEN1);
        assertThat(seen.phase(UNIT)).isNull();
        assertThat(statements(mark())).as("nothing has changed").containsExactly("census 1");

        routes.begin(UNITS.get(7), 0, TO_SHADOW);
        routes.see(UNIT, Phase.CANARY);
        assertThat(seen.isOnGen1()).isTrue();
        assertThat(statements(mark())).containsExactly("census 1", "changedSince 2");
        assertThat(seen.phase(UNITS.get(7))).isEqualTo(Phase.SHADOW);
        assertThat(seen.phase(UNIT)).isEqualTo(Phase.CANARY);
        assertThat(seen.isOnGen1()).isFalse();
        assertThat(statements(mark())).containsExactly("census 1");
    }

    /** The clock of this gateway is ahead, or a row became visible after later ones. */
    @Test
    void changeThatTimesDoNotShow_isReadAllTheSame() {
        assertThat(statements(mark().plusSeconds(3600))).containsExactly("census 1", "changedSince 100");

        routes.begin(UNITS.get(7), 0, TO_SHADOW);

        assertThat(statements(mark())).containsExactly("census 1", "changedSince 0", "all 100");
        assertThat(seen.phase(UNITS.get(7))).isEqualTo(Phase.SHADOW);
    }
}
