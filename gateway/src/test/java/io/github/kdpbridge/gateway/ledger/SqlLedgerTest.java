package io.github.kdpbridge.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Ticker;
import com.google.common.collect.Lists;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.ledger.Claim;
import io.github.kdpbridge.core.ledger.Claim.Right;
import io.github.kdpbridge.core.ledger.Entry;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.core.ledger.Outcome;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to a ledger that outlives its process, and that several may share. */
@ExpectedLog("nothing is sent until it can be recorded: the ledger's database cannot be used: .*")
@ExpectedLog("kdp-ledger-heart - Connection .* marked as broken .*")
class SqlLedgerTest {
    private static final TransactionId ORDER = TransactionId.of("PO-7");
    private static final Receipt RECEIPT = new Receipt(ORDER, TransactionState.PROGRESS);
    private static final Entry ENTRY = new Entry(
            "a",
            ResellerId.of("4680000925"),
            UploadRequest.builder(CustomerId.of("1200000321"), ORDER)
                    .imeis(List.of("351800000000701"))
                    .build(),
            null,
            Outcome.open(),
            Instant.parse("2026-11-23T00:00:00Z"),
            Generation.GEN2);

    private static TestDatabase postgresql;

    @RegisterExtension
    static final BeforeAllCallback SERVER = context -> postgresql = TestDatabase.of(context);

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final Ticker ticker = new Ticker() {
        @Override
        public long read() {
            return nanos.get();
        }
    };

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private LedgerStore.SqliteFile file() {
        return new LedgerStore.SqliteFile(folder.resolve("ledger.db"));
    }

    private SqlLedger open(LedgerStore store) {
        return SqlLedger.open(store, ticker, Clock.systemUTC(), Duration.ofHours(1));
    }

    private static List<Entry> abandoned(Ledger ledger) {
        return ledger.abandoned(ENTRY.reseller()).stream()
                .map(ledger::find)
                .flatMap(Optional::stream)
                .toList();
    }

    @Test
    void closedFile_isAsItWas() {
        try (SqlLedger ledger = open(file())) {
            ledger.claim(ENTRY);
            ledger.settle("a", new Outcome.Accepted(RECEIPT));
        }
        try (SqlLedger ledger = open(file())) {
            assertThat(ledger.claim(ENTRY).outcome()).isEqualTo(new Outcome.Accepted(RECEIPT));
        }
    }

    /** A file has one user, so who worked on it before is gone. */
    @Test
    void fileOfAProcessThatIsGone_hasNobodyWorkingOnIt() {
        try (SqlLedger ledger = open(file())) {
            ledger.claim(ENTRY);
        }
        try (SqlLedger ledger = open(file())) {
            assertThat(abandoned(ledger)).containsExactly(ENTRY);
            assertThat(ledger.claim(ENTRY).right()).isEqualTo(Right.AGAIN);
        }
    }

    /** What a crash leaves is what the files hold, here copies of them. */
    @Test
    void acceptance_isInTheFileAfterTheNextBeat() throws Exception {
        try (SqlLedger ledger = SqlLedger.withoutHeart(file(), ticker, Clock.systemUTC())) {
            ledger.claim(ENTRY);
            assertThat(rightAfterACrash()).isEqualTo(Right.AGAIN);

            ledger.settle("a", new Outcome.Accepted(RECEIPT));
            ledger.heart().beat();

            assertThat(rightAfterACrash()).isEqualTo(Right.SETTLED);
        }
    }

    private Right rightAfterACrash() throws IOException {
        Path crashed = Files.createTempDirectory(folder, "crashed");
        for (String name : List.of("ledger.db", "ledger.db-wal")) {
            Files.copy(folder.resolve(name), crashed.resolve(name));
        }
        try (SqlLedger ledger = open(new LedgerStore.SqliteFile(crashed.resolve("ledger.db")))) {
            return ledger.claim(ENTRY).right();
        }
    }

    @Test
    void filesOfTheLedger_areForTheirOwnerAlone() throws Exception {
        try (SqlLedger ledger = open(file());
                Stream<Path> files = Files.list(folder)) {
            ledger.claim(ENTRY);

            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void folderThatIsNotThere_isNamed() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> open(new LedgerStore.SqliteFile(missing.resolve("ledger.db"))))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger's file " + missing.resolve("ledger.db")
                        + " cannot be opened: there is no folder " + missing
                        + ": make it, or name another one in ledger.file");
    }

    @Test
    void fileInUse_isRefused() {
        try (SqlLedger ledger = open(file())) {
            assertThatThrownBy(() -> open(file()))
                    .isInstanceOf(LedgerException.class)
                    .hasMessage("the ledger's file " + file().file() + " cannot be opened:"
                            + " another process uses it; a file is for one gateway alone");
            assertThat(ledger.claim(ENTRY).right()).isEqualTo(Right.FIRST);
        }
    }

    @Test
    void fileThatIsNone_isRefused() throws Exception {
        Files.writeString(
                file().file(),
                "These are no tables, but a text of more than a hundred characters, so that"
                        + " the head of the file is complete and can be looked at.");
        closeToOthers();

        assertThatThrownBy(() -> open(file()))
                .isInstanceOf(LedgerException.class)
                .hasMessage("the ledger's file " + file().file() + " cannot be opened:"
                        + " it is no ledger, but some other file: name another one, or put a backup in its place");
    }

    @Test
    void databaseThatIsNotThere_isRefused() {
        assertThatThrownBy(() -> open(new LedgerStore.Postgresql("jdbc:postgresql://127.0.0.1:1/kdp", "", "secret")))
                .isInstanceOf(LedgerException.class)
                .hasMessageStartingWith("the ledger's database cannot be opened: Connection to 127.0.0.1:1 refused.")
                .hasMessageNotContaining("secret");
    }

    @Test
    void sharedLedger_knowsWhatAnotherGatewayDid() {
        LedgerStore.Postgresql store = postgresql.empty();
        try (SqlLedger first = open(store);
                SqlLedger second = open(store)) {
            first.claim(ENTRY);
            assertThat(second.claim(ENTRY).right()).isEqualTo(Right.BUSY);

            first.settle("a", new Outcome.Accepted(RECEIPT));

            assertThat(second.claim(ENTRY).outcome()).isEqualTo(new Outcome.Accepted(RECEIPT));
        }
    }

    @Test
    void gatewayThatEnds_leavesItsWorkAtOnce() {
        LedgerStore.Postgresql store = postgresql.empty();
        try (SqlLedger second = open(store)) {
            try (SqlLedger first = open(store)) {
                first.claim(ENTRY);
            }

            assertThat(second.claim(ENTRY).right()).isEqualTo(Right.AGAIN);
        }
    }

    /** The one that is gone is one whose heart was never started. */
    @Test
    void gatewayThatDoesNotBeatAnyMore_leavesItsWorkAfterTheTakeover() {
        LedgerStore.Postgresql store = postgresql.empty();
        Clock clock = Clock.systemUTC();
        try (SqlLedger gone = SqlLedger.withoutHeart(store, ticker, clock);
                SqlLedger second = SqlLedger.withoutHeart(store, ticker, clock)) {
            gone.claim(ENTRY);

            assertThat(second.claim(ENTRY).right()).isEqualTo(Right.BUSY);
            assertThat(abandoned(second)).as("perhaps").containsExactly(ENTRY);
            pass(store.takeover().minusMillis(1));
            assertThat(second.claim(ENTRY).right()).isEqualTo(Right.BUSY);
            gone.heart().beat();
            second.heart().beat();
            pass(Duration.ofMillis(1));
            assertThat(second.claim(ENTRY).right()).as("it was paused only").isEqualTo(Right.BUSY);
            assertThat(abandoned(second)).isEmpty();
            second.heart().beat();
            pass(store.takeover());
            assertThat(second.claim(ENTRY).right()).isEqualTo(Right.AGAIN);
        }
    }

    @Test
    void timeInWhichNoGatewayCouldBeat_isNoDeathOfAny() {
        LedgerStore.Postgresql store = postgresql.empty();
        Clock clock = Clock.systemUTC();
        try (SqlLedger first = SqlLedger.withoutHeart(store, ticker, clock);
                SqlLedger second = SqlLedger.withoutHeart(store, ticker, clock)) {
            first.claim(ENTRY);
            assertThat(second.claim(ENTRY).right()).isEqualTo(Right.BUSY);

            pass(store.takeover().plusSeconds(1));
            assertThat(second.claim(ENTRY).right()).as("before its own beat").isEqualTo(Right.BUSY);
            second.heart().beat();
            assertThat(second.claim(ENTRY).right()).as("after it").isEqualTo(Right.BUSY);
            pass(store.takeover());
            assertThat(second.claim(ENTRY).right()).as("the first stays silent").isEqualTo(Right.AGAIN);
        }
    }

    /** A gateway that stood still must not send what another has taken over. */
    @Test
    void gatewayThatHasNotBeatForHalfTheTakeover_hasNoLease() {
        LedgerStore.Postgresql store = postgresql.empty();
        try (SqlLedger ledger = SqlLedger.withoutHeart(store, ticker, Clock.systemUTC())) {
            ledger.claim(ENTRY);
            pass(store.takeover().dividedBy(2));
            assertThat(ledger.isLeased(ENTRY.id())).isTrue();
            pass(Duration.ofNanos(1));
            assertThat(ledger.isLeased(ENTRY.id())).isFalse();

            ledger.heart().beat();
            assertThat(ledger.isLeased(ENTRY.id())).isTrue();
        }
    }

    @Test
    void renewal_tellsWhetherTheClaimIsStillOurs() {
        LedgerStore.Postgresql store = postgresql.empty();
        Clock clock = Clock.systemUTC();
        try (SqlLedger paused = SqlLedger.withoutHeart(store, ticker, clock);
                SqlLedger second = SqlLedger.withoutHeart(store, ticker, clock)) {
            paused.claim(ENTRY);
            second.claim(ENTRY);
            pass(store.takeover().dividedBy(2).plusNanos(1));
            assertThat(paused.renew(ENTRY.id())).isTrue();
            assertThat(paused.isLeased(ENTRY.id())).isTrue();

            second.heart().beat();
            second.claim(ENTRY);
            pass(store.takeover());
            second.heart().beat();
            assertThat(second.claim(ENTRY).right()).isEqualTo(Right.AGAIN);
            assertThat(paused.renew(ENTRY.id())).isFalse();
        }
    }

    /** Its heart goes on before the request does. */
    @Test
    void gatewayThatStoodStillForTheTakeover_hasNoLeaseOfAnEarlierClaim() {
        LedgerStore.Postgresql store = postgresql.empty();
        Clock clock = Clock.systemUTC();
        try (SqlLedger paused = SqlLedger.withoutHeart(store, ticker, clock);
                SqlLedger second = SqlLedger.withoutHeart(store, ticker, clock)) {
            paused.claim(ENTRY);
            second.claim(ENTRY);
            pass(store.takeover());
            assertThat(second.claim(ENTRY).right()).isEqualTo(Right.AGAIN);
            paused.heart().beat();

            assertThat(paused.isLeased(ENTRY.id())).isFalse();
            assertThat(paused.renew(ENTRY.id())).isFalse();
            assertThat(second.isLeased(ENTRY.id())).isFalse();
            assertThat(second.renew(ENTRY.id())).isTrue();
        }
    }

    @Test
    void beatThatWasUnderWayForLong_givesNoLease() {
        LedgerStore.Postgresql store = postgresql.empty();
        try (SqlLedger ledger = SqlLedger.withoutHeart(store, ticker, Clock.systemUTC())) {
            long late = store.takeover().toNanos() / 2 + 1;
            Iterator<Long> times = List.of(0L, 0L).iterator();
            Heart heart =
                    new Heart(ledger.database(), store.takeover(), ticker(() -> times.hasNext() ? times.next() : late));

            heart.beat();

            assertThat(heart.isLeased()).isFalse();
        }
    }

    @Test
    void gatewayThatBeatJustNow_isNotDead() {
        LedgerStore.Postgresql store = postgresql.empty();
        Clock clock = Clock.systemUTC();
        try (SqlLedger paused = SqlLedger.withoutHeart(store, ticker, clock);
                SqlLedger second = SqlLedger.withoutHeart(store, ticker, clock)) {
            second.heart().judge(paused.heart().id(), 1L);
            pass(store.takeover());
            paused.heart().beat();

            boolean dead = second.database()
                    .inTransaction(
                            sql -> second.heart().isDead(sql, paused.heart().id(), 1L));

            assertThat(dead).isFalse();
        }
    }

    private static Ticker ticker(LongSupplier time) {
        return new Ticker() {
            @Override
            public long read() {
                return time.getAsLong();
            }
        };
    }

    @Test
    void gatewayWithAFileOfItsOwn_needsNoBeat() {
        try (SqlLedger ledger = SqlLedger.withoutHeart(file(), ticker, Clock.systemUTC())) {
            pass(Duration.ofDays(1));

            assertThat(ledger.isLeased(ENTRY.id())).isTrue();
        }
    }

    @Test
    void takeover_isAsLongAsItIsSet() {
        LedgerStore.Postgresql usual = postgresql.empty();
        Duration takeover = Duration.ofMillis(100);
        LedgerStore store =
                new LedgerStore.Postgresql(usual.url(), usual.user(), usual.password(), usual.retention(), takeover);
        Clock clock = Clock.systemUTC();
        try (SqlLedger gone = SqlLedger.withoutHeart(store, ticker, clock);
                SqlLedger second = SqlLedger.withoutHeart(store, ticker, clock)) {
            gone.claim(ENTRY);
            second.claim(ENTRY);

            pass(takeover.minusNanos(1));
            assertThat(second.claim(ENTRY).right()).isEqualTo(Right.BUSY);
            pass(Duration.ofNanos(1));
            assertThat(second.claim(ENTRY).right()).isEqualTo(Right.AGAIN);
            assertThat(second.heart().interval()).isEqualTo(Duration.ofMillis(20));
        }
    }

    @Test
    void workThatWasTakenOver_isNotEndedByWhoHadIt() {
        LedgerStore.Postgresql store = postgresql.empty();
        Clock clock = Clock.systemUTC();
        try (SqlLedger paused = SqlLedger.withoutHeart(store, ticker, clock);
                SqlLedger second = SqlLedger.withoutHeart(store, ticker, clock)) {
            paused.claim(ENTRY);
            second.claim(ENTRY);
            pass(store.takeover());
            second.claim(ENTRY);

            assertThat(paused.forget("a")).isFalse();
            assertThat(second.settle("a", new Outcome.Accepted(RECEIPT))).isTrue();
            assertThat(paused.claim(ENTRY).outcome()).isEqualTo(new Outcome.Accepted(RECEIPT));
        }
    }

    /** The service took it, whoever asks. */
    @Test
    void acceptance_isRecordedAlsoByWhoLostTheWork() {
        LedgerStore.Postgresql store = postgresql.empty();
        Clock clock = Clock.systemUTC();
        try (SqlLedger paused = SqlLedger.withoutHeart(store, ticker, clock);
                SqlLedger second = SqlLedger.withoutHeart(store, ticker, clock)) {
            paused.claim(ENTRY);
            second.claim(ENTRY);
            pass(store.takeover());
            second.claim(ENTRY);

            assertThat(paused.settle("a", new Outcome.Accepted(RECEIPT))).isTrue();

            assertThat(second.settle("a", Outcome.absent())).isFalse();
            assertThat(second.claim(ENTRY).outcome()).isEqualTo(new Outcome.Accepted(RECEIPT));
        }
    }

    @Test
    void retention_endsForWhatIsSettledAndNotForWhatIsOpen() {
        Instant start = ENTRY.since();
        LedgerStore store = new LedgerStore.SqliteFile(file().file(), Duration.ofDays(2));
        Entry open =
                new Entry("b", ENTRY.reseller(), ENTRY.request(), null, Outcome.open(), ENTRY.since(), Generation.GEN2);
        Entry bySerialNumber = new Entry(
                "c",
                ENTRY.reseller(),
                UploadRequest.builder(CustomerId.of("1200000321"), ORDER)
                        .serialNumbers(List.of("R58M123"))
                        .build(),
                null,
                Outcome.open(),
                start,
                Generation.GEN2);
        try (SqlLedger ledger = SqlLedger.withoutHeart(store, ticker, Clock.fixed(start, ZoneOffset.UTC))) {
            ledger.claim(ENTRY);
            ledger.settle("a", new Outcome.Accepted(RECEIPT));
            ledger.claim(open);
            ledger.claim(bySerialNumber);
            ledger.settle("c", new Outcome.Accepted(RECEIPT));
            ledger.pruning().prune();
            assertThat(ledger.uploadedAs(ENTRY.reseller(), Set.of("R58M123"))).hasSize(1);
        }
        assertThat(rightAfter(store, start.plus(Duration.ofDays(2)))).isEqualTo(Right.SETTLED);
        assertThat(rightAfter(store, start.plus(Duration.ofDays(2)).plusMillis(1)))
                .isEqualTo(Right.FIRST);
        try (SqlLedger ledger = open(store)) {
            assertThat(abandoned(ledger)).contains(open);
            assertThat(ledger.uploadedAs(ENTRY.reseller(), Set.of("R58M123"))).isEmpty();
        }
    }

    private Right rightAfter(LedgerStore store, Instant now) {
        try (SqlLedger ledger = SqlLedger.withoutHeart(store, ticker, Clock.fixed(now, ZoneOffset.UTC))) {
            ledger.pruning().prune();
            return ledger.claim(ENTRY).right();
        }
    }

    @Test
    void newestMigration_isTheVersionThatIsLookedFor() throws Exception {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/io/github/kdpbridge/gateway/ledger"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .map(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                            .max(Integer::compare))
                    .contains(Integer.parseInt(Schema.VERSION));
        }
    }

    /** It is made by Flyway, and the next start finds it as it looks for it. */
    @Test
    void tablesOfThisVersion_areFoundAtTheNextStart() throws Exception {
        LedgerStore.Postgresql store = postgresql.empty();
        open(store).close();
        postgresql.execute(
                store, "UPDATE kdp_schema_history SET checksum = 7 WHERE version = '" + Schema.VERSION + "'");

        try (SqlLedger ledger = open(store)) {
            assertThat(ledger.claim(ENTRY).right())
                    .as("Flyway would complain of the checksum")
                    .isEqualTo(Right.FIRST);
        }
    }

    @Test
    void fileOfTheFirstVersion_isBroughtToThisOne() throws Exception {
        String url = "jdbc:sqlite:" + file().file();
        firstVersion(url, "", "");
        closeToOthers();
        try (SqlLedger ledger = open(file())) {
            assertIsReadable(ledger);
        }
    }

    @Test
    void databaseOfTheFirstVersion_isBroughtToThisOne() throws Exception {
        LedgerStore.Postgresql store = postgresql.empty();
        firstVersion(store.url(), store.user(), store.password());
        try (SqlLedger ledger = open(store)) {
            assertIsReadable(ledger);
        }
    }

    private static void assertIsReadable(SqlLedger ledger) {
        assertThat(abandoned(ledger)).containsExactly(ENTRY);
        assertThat(ledger.deletions(
                        ENTRY.reseller(), ENTRY.since(), ENTRY.since().plusMillis(1)))
                .extracting(Entry::request)
                .containsExactly(DeleteRequest.of(
                        CustomerId.of("1200000321"), TransactionId.of("D"), Devices.serialNumbers(List.of("R58M123"))));
        assertThat(ledger.steps("whole"))
                .extracting(Entry::outcome)
                .containsExactly(new Outcome.Refused(
                        new ServiceError(Condition.UNKNOWN, "40900000", "RESELLER_DEVICE_ALREADY_EXISTS", null), 409));
    }

    /** A file that others can read is warned of, which is not what these tests are about. */
    private void closeToOthers() throws IOException {
        Files.setPosixFilePermissions(file().file(), PosixFilePermissions.fromString("rw-------"));
    }

    /** Makes a ledger with three writes as the first version did. */
    private static void firstVersion(String url, String user, String password) throws SQLException {
        Flyway.configure()
                .dataSource(url, user, password)
                .locations("classpath:io/github/kdpbridge/gateway/ledger")
                .table("kdp_schema_history")
                .target("1")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection(url, user, password);
                PreparedStatement insert = connection.prepareStatement(
                        "INSERT INTO kdp_write (id, reseller, name, origin, part, parts, request, outcome, answer,"
                                + " changed_at) VALUES (?, '4680000925', 'its name', ?, 0, 0, ?, ?, ?, ?)")) {
            insert.setLong(6, ENTRY.since().toEpochMilli());
            insert(
                    insert,
                    "a",
                    null,
                    "{\"kind\":\"upload\",\"transaction\":\"PO-7\",\"customer\":\"1200000321\","
                            + "\"type\":\"IMEI\",\"devices\":[\"351800000000701\"],\"profileAliases\":[]}",
                    "OPEN",
                    null);
            insert(
                    insert,
                    "b",
                    null,
                    "{\"kind\":\"delete\",\"transaction\":\"D\",\"customer\":\"1200000321\","
                            + "\"type\":\"SERIAL_NUMBER\",\"devices\":[\"R58M123\"]}",
                    "ACCEPTED",
                    "{\"transaction\":\"D\",\"state\":\"Progress\"}");
            insert(
                    insert,
                    "c",
                    "whole",
                    "{\"kind\":\"upload\",\"transaction\":\"X\",\"customer\":\"1200000321\","
                            + "\"type\":\"IMEI\",\"devices\":[]}",
                    "REFUSED",
                    "{\"condition\":\"RESELLER_DEVICE_ALREADY_EXISTS\",\"code\":\"40900000\","
                            + "\"message\":\"RESELLER_DEVICE_ALREADY_EXISTS\",\"httpStatus\":409}");
        }
    }

    private static void insert(
            PreparedStatement statement, String id, String origin, String request, String outcome, String answer)
            throws SQLException {
        statement.setString(1, id);
        statement.setString(2, origin);
        statement.setString(3, request);
        statement.setString(4, outcome);
        statement.setString(5, answer);
        statement.executeUpdate();
    }

    /** A whole write and its parts hold each identifier twice. */
    @ParameterizedTest
    @ValueSource(ints = {10_000, 1_000})
    void imei_takesSixteenBytesOfTheFileAtMost(int partSize) throws Exception {
        int uploads = 100;
        int devices = 10_000;
        Random random = new Random(7);
        try (SqlLedger ledger = open(file())) {
            for (int upload = 0; upload < uploads; upload++) {
                List<String> imeis = random.longs(devices, 100_000_000_000_000L, 1_000_000_000_000_000L)
                        .mapToObj(Long::toString)
                        .toList();
                Entry whole = upload("PO-" + upload, imeis, null);
                accept(ledger, whole);
                List<List<String>> parts = partSize < devices ? Lists.partition(imeis, partSize) : List.of();
                for (int part = 1; part <= parts.size(); part++) {
                    accept(
                            ledger,
                            upload(
                                    "PO-" + upload + "-" + part,
                                    parts.get(part - 1),
                                    new Origin(whole.id(), part, parts.size())));
                }
            }
        }

        assertThat(Files.size(file().file())).isLessThanOrEqualTo(16L * uploads * devices);
    }

    private static Entry upload(String transaction, List<String> imeis, Origin origin) {
        return Entry.of(
                ENTRY.reseller(),
                UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of(transaction))
                        .imeis(imeis)
                        .build(),
                origin,
                ENTRY.since());
    }

    private static void accept(SqlLedger ledger, Entry entry) {
        ledger.claim(entry);
        ledger.settle(entry.id(), new Outcome.Accepted(RECEIPT));
    }

    /** An id that was seen to be taken must not pass for one whose write may have arrived. */
    @Test
    void contestedWriteOfAProcessThatIsGone_isContestedStill() {
        Outcome contested = new Outcome.Contested(ENTRY.since());
        try (SqlLedger ledger = open(file())) {
            ledger.claim(ENTRY);
            ledger.settle("a", contested);
            ledger.claim(ENTRY);
        }
        try (SqlLedger ledger = open(file())) {
            assertThat(ledger.claim(ENTRY)).isEqualTo(new Claim(Right.AGAIN, contested));
        }
    }

    @Test
    void databaseWithOtherTables_isUsedNextToThem() throws Exception {
        LedgerStore.Postgresql store = postgresql.empty();
        postgresql.execute(store, "CREATE TABLE somebody_elses (id INTEGER)");

        try (SqlLedger ledger = open(store)) {
            assertThat(ledger.claim(ENTRY).right()).isEqualTo(Right.FIRST);
        }
    }

    @Test
    @ExpectedLog("the outcome of a write is not recorded, the service will be asked: .*")
    @ExpectedLog(
            "nothing is sent until it can be recorded: the ledger's database cannot be used: ERROR: relation \"kdp_gateway\" does not exist Position: 13")
    void databaseThatGoesAway_isATroubleUntilItIsBack() throws Exception {
        LedgerStore.Postgresql store = postgresql.empty();
        try (SqlLedger ledger = SqlLedger.withoutHeart(store, ticker, Clock.systemUTC())) {
            ledger.claim(ENTRY);
            postgresql.execute(
                    store, "ALTER TABLE kdp_write RENAME TO kdp_gone; ALTER TABLE kdp_gateway RENAME TO kdp_gone2");

            assertThatThrownBy(() -> ledger.claim(new Entry(
                            "b",
                            ENTRY.reseller(),
                            ENTRY.request(),
                            null,
                            Outcome.open(),
                            ENTRY.since(),
                            Generation.GEN2)))
                    .isInstanceOf(LedgerException.class)
                    .hasMessageStartingWith(
                            "the ledger's database cannot be used: ERROR: relation \"kdp_write\" does not exist");
            assertThat(ledger.settle("a", new Outcome.Accepted(RECEIPT)))
                    .as("it does not throw")
                    .isTrue();
            ledger.heart().tryToBeat();
            assertThat(ledger.trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("kdp_gateway"));

            postgresql.execute(
                    store, "ALTER TABLE kdp_gone RENAME TO kdp_write; ALTER TABLE kdp_gone2 RENAME TO kdp_gateway");
            ledger.heart().tryToBeat();
            assertThat(ledger.trouble()).isEmpty();
            assertThat(abandoned(ledger)).as("what could not be recorded").containsExactly(ENTRY);
        }
    }
}
