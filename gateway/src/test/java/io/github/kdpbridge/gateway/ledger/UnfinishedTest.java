package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.core.migration.Phase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The transactions that a mover asks about. */
@ParameterizedClass
@ValueSource(booleans = {false, true})
class UnfinishedTest extends RoutedLedgerTests {
    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @Parameter
    private boolean isShared;

    @TempDir
    private Path folder;

    @Override
    LedgerStore store() {
        return isShared ? postgresql.empty() : new LedgerStore.SqliteFile(folder.resolve("ledger.db"));
    }

    private List<StatusRequest> unfinished(int most) {
        return new Unfinished(ledger, LIMITS).of(UNIT, most);
    }

    private Entry sent(Entry entry) {
        ledger.claim(entry);
        ledger.settle(entry.id(), accepted(entry));
        return entry;
    }

    private static StatusRequest question(String transaction) {
        return StatusRequest.of(TransactionId.of(transaction));
    }

    @Test
    void acceptedTransactions_areAskedAboutUntilTheyAreComplete() {
        assertThat(unfinished(8)).as("a unit that was never seen").isEmpty();
        Entry first = sent(upload("1"));
        sent(upload("2"));
        Entry open = upload("3");
        ledger.claim(open);
        Entry refused = upload("4");
        ledger.claim(refused);
        ledger.settle(refused.id(), Outcome.absent());
        assertThat(unfinished(8)).containsExactlyInAnyOrder(question("1"), question("2"));
        assertThat(unfinished(1)).hasSize(1);

        complete(ledger, first);
        assertThat(unfinished(8)).containsExactly(question("2"));

        pass(Duration.ofHours(24));
        assertThat(unfinished(8)).as("accepted long ago").isEmpty();
    }

    @Test
    void parts_areAskedAboutByTheirWrite() {
        Entry whole = sent(upload("1"));
        sent(upload(RESELLER, "1-1of2", "351800000000701", new Origin(whole.id(), 1, 2)));
        sent(upload(RESELLER, "1-2of2", "351800000001188", new Origin(whole.id(), 2, 2)));

        assertThat(unfinished(8)).containsExactly(question("1"));
    }

    @Test
    void transactionsOfTheOtherSide_doNotCount() {
        sent(upload("1"));
        routes.begin(UNIT, 0, AT_ONCE);
        assertThat(unfinished(8)).isEmpty();
        assertThat(routes.find(UNIT).orElseThrow().phase()).isEqualTo(Phase.CANARY);

        sent(upload("2"));
        assertThat(unfinished(8)).containsExactly(question("2"));
    }
}
