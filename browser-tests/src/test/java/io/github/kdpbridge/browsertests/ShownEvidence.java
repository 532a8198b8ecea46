package io.github.kdpbridge.browsertests;

import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.Evidence;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.ListedDifferences;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of the account that {@link ShownSide} shows. */
final class ShownEvidence implements Evidence, Comparisons {
    private static final int DAYS = 14;
    private final Instant now;

    ShownEvidence(Instant now) {
        this.now = now;
    }

    @Override
    public BeforeShadow services() {
        return BeforeShadow.READY;
    }

    @Override
    public Parity parity(Unit unit) {
        int number = number(unit);
        if (number == 3) {
            return new Parity(new Counts(248, 4, 7, 2, 0), 2140, 2, 0, 0);
        }
        return number == 9
                ? new Parity(new Counts(6, 0, 0, 0, 0), 15, 0, 0, 0)
                : new Parity(new Counts(180 + 7L * number, 3, 0, number % 3, 0), 2140, 0, 38 + number, 0);
    }

    @Override
    public Writes writes(Unit unit, Instant since) {
        return new Writes(number(unit) == 5 ? 1 : 0, 0, 24 - number(unit), 0);
    }

    @Override
    public long hits(Unit unit, Instant since) {
        return 0;
    }

    @Override
    public List<Unsettled> unsettled(int most) {
        return List.of(new Unsettled(
                "PO-4711", Generation.GEN1, "OPEN", before(Duration.ofMinutes(6)), ShownSide.customer(5)));
    }

    @Override
    public List<Compared> compare(Unit unit, @Nullable String operation) {
        return List.of(new Compared("devices", "matched", "41 on gen1, 41 on gen2", List.of()));
    }

    @Override
    public List<Known> differences(boolean isOpenOnly) {
        State open = new State("NEW", null, null);
        return Stream.of(
                        known(
                                "c0de7a3f19e8b25d4460913be7f2a8c1",
                                3,
                                "totalCount",
                                "total",
                                "outcome",
                                "41",
                                "42",
                                open),
                        known(
                                "c0de7a3f19e8b25d4460913be7f2a8c2",
                                3,
                                "devices[]",
                                "missing",
                                "outcome",
                                null,
                                "…0702·k7Qx",
                                open),
                        known(
                                "c0de7a3f19e8b25d4460913be7f2a8c3",
                                7,
                                "devices[].state",
                                "text",
                                "look",
                                "Enrolled",
                                "enrolled",
                                open),
                        known(
                                "c0de7a3f19e8b25d4460913be7f2a8c4",
                                8,
                                "devices[].state",
                                "text",
                                "look",
                                "Enrolled",
                                "enrolled",
                                new State("ACCEPTED", "operator-1", "another spelling of the state")))
                .filter(known -> !isOpenOnly || known.state().name().equals("NEW"))
                .toList();
    }

    private Known known(
            String id,
            int customer,
            String path,
            String kind,
            String severity,
            @Nullable String gen1,
            @Nullable String gen2,
            State state) {
        return new Known(
                id,
                new Place(ShownSide.customer(customer), "devices", path, kind, severity),
                new Values(gen1, gen2),
                new Times(3, before(Duration.ofHours(3)), before(Duration.ofMinutes(12))),
                state);
    }

    @Override
    public List<Lesson> lessons() {
        return List.of(
                new Lesson("devices are visible on both sides", "yes", "412 for, 0 against", List.of()),
                new Lesson("transactions are visible on both sides", "yes", "96 for, 0 against", List.of()),
                new Lesson("transaction names are shared", "unknown", "0 for, 0 against", List.of()),
                new Lesson(
                        "VENDOR_NOT_FOUND is 4040003 with HTTP 404 on gen1",
                        "seen otherwise",
                        "4049999 (3), HTTP 404 (3)",
                        List.of("wire.errors.VENDOR_NOT_FOUND.gen1 = 4049999")),
                new Lesson(
                        "RESELLER_DEVICE_ALREADY_EXISTS is 4092100 with HTTP 409 on gen1",
                        "seen so",
                        "4092100 (18), HTTP 409 (18)",
                        List.of()),
                new Lesson("ASSOCIATION_NOT_FOUND is 4040004 with HTTP 404 on gen1", "not seen", "", List.of()));
    }

    @Override
    public Known accept(Author author, String id, String note, @Nullable String seen) {
        throw new UnsupportedOperationException("it only shows");
    }

    @Override
    public Known reopen(Author author, String id, String note, @Nullable String seen) {
        throw new UnsupportedOperationException("it only shows");
    }

    @Override
    public KnownDifferences known() {
        return ListedDifferences.of(() -> differences(false));
    }

    @Override
    public List<Day> days(Unit unit, Instant from) {
        LocalDate today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        int number = number(unit);
        return IntStream.range(0, DAYS)
                .mapToObj(day -> new Day(
                        today.minusDays(DAYS - 1L - day),
                        day % 3 == 2 ? "status" : "devices",
                        new Counts(10 + (day * 7L + number) % 9, day % 4, number == 3 && day > 11 ? 3 : 0, day % 2, 0)))
                .toList();
    }

    @Override
    public String version() {
        return "1";
    }

    private Instant before(Duration ago) {
        return now.minus(ago);
    }

    private static int number(Unit unit) {
        return Integer.parseInt(unit.label()) - 1_200_000_320;
    }
}
