package io.github.kdpbridge.gateway.page;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.migration.Author;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Cause.Via;
import io.github.kdpbridge.core.migration.Comparisons;
import io.github.kdpbridge.core.migration.CutOver;
import io.github.kdpbridge.core.migration.Desk;
import io.github.kdpbridge.core.migration.Evidence;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.GateJudge;
import io.github.kdpbridge.core.migration.GateLimits;
import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.ListedDifferences;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.LoggedAct.Kind;
import io.github.kdpbridge.core.migration.Move;
import io.github.kdpbridge.core.migration.MoveRefusedException;
import io.github.kdpbridge.core.migration.MoveRefusedException.Reason;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.Pins;
import io.github.kdpbridge.core.migration.Plan;
import io.github.kdpbridge.core.migration.Route;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.core.migration.Wave;
import io.github.kdpbridge.gateway.admin.Desks;
import io.github.kdpbridge.testfixtures.TestClock;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An account whose state a test sets, and the pages over it. */
final class PageSide implements Evidence, Comparisons {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    static final Visitor OPERATOR = new Visitor("operator-1", null, "csrf-of-operator-1");
    static final Visitor VIEWER = new Visitor("board", "your role is viewer", "csrf-of-board");

    final ResellerId reseller;
    final TestClock clock = TestClock.at(NOON);
    final InMemoryRoutes routes = new InMemoryRoutes(clock, (unit, side) -> true);
    final InMemoryLedger ledger = InMemoryLedger.keepingSides(InMemoryLedger.STANDARD_BYTES);
    final Map<String, Parity> parities = new HashMap<>();
    final Map<String, Known> differences = new LinkedHashMap<>();
    final List<Unsettled> unsettled = new ArrayList<>();
    final List<Day> days = new ArrayList<>();
    final List<Lesson> lessons = new ArrayList<>();
    final List<Wave> waves = new ArrayList<>();
    final Map<String, Activity> activities = new HashMap<>();
    BeforeShadow services = BeforeShadow.READY;
    Duration age = Duration.ZERO;

    @Nullable Kept kept;

    Runnable asking = () -> {};

    PageSide(String reseller) {
        this.reseller = ResellerId.of(reseller);
    }

    Unit customer(String id) {
        return UnitKind.CUSTOMER.unit(reseller, CustomerId.of(id), null);
    }

    Unit see(String id, Phase phase) {
        Unit unit = customer(id);
        routes.see(unit, phase);
        return unit;
    }

    Route move(String id, Move move) {
        Unit unit = customer(id);
        return routes.begin(unit, routes.find(unit).orElseThrow().epoch(), move);
    }

    static Cause cause(String who, String reason) {
        return new Author(who, Via.PAGE).cause(reason);
    }

    void difference(String id, Place place, Values values) {
        differences.put(id, new Known(id, place, values, new Times(7, NOON, NOON), new State("NEW", null, null)));
    }

    Desks.Account account() {
        Plan plan = new Plan(UnitKind.CUSTOMER, Phase.GEN1, waves);
        Desk desk = new Desk(reseller, plan, routes, new GateJudge(this, GateLimits.STANDARD, clock));
        return new Desks.Account(desk, new Pins(reseller, ledger), this, CutOver.Limits.STANDARD);
    }

    static MigrationPages pages(TestClock clock, PageSide... sides) {
        Desks desks = new Desks();
        desks.serve(Stream.of(sides).map(PageSide::account).toList());
        return new MigrationPages(desks, clock);
    }

    MigrationPages pages() {
        return pages(clock, this);
    }

    /** Reads {@code /units?q=1&q=2}. */
    static PageRequest get(Visitor visitor, String url) {
        int question = url.indexOf('?');
        String path = question < 0 ? url : url.substring(0, question);
        return new PageRequest(visitor, "GET", path, question < 0 ? Map.of() : fields(url.substring(question + 1)));
    }

    static PageRequest post(Visitor visitor, String path, String... pairs) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.computeIfAbsent(pairs[i], first -> new ArrayList<>()).add(pairs[i + 1]);
        }
        return new PageRequest(visitor, "POST", path, fields);
    }

    private static Map<String, List<String>> fields(String query) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String pair : query.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            fields.computeIfAbsent(decoded(parts[0]), first -> new ArrayList<>())
                    .add(decoded(parts[1]));
        }
        return ImmutableMap.copyOf(fields);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public BeforeShadow services() {
        asking.run();
        return services;
    }

    @Override
    public Looked lastServices() {
        return new Looked(services(), age);
    }

    @Override
    public Map<Unit, Activity> activity(Collection<Unit> units, Instant since) {
        return units.stream()
                .filter(unit -> activities.containsKey(unit.label()))
                .collect(Collectors.toMap(unit -> unit, unit -> activities.get(unit.label())));
    }

    @Override
    public @Nullable Kept ledger() {
        return kept;
    }

    @Override
    public Parity parity(Unit unit) {
        return parities.getOrDefault(unit.label(), Parity.NONE);
    }

    @Override
    public Writes writes(Unit unit, Instant since) {
        return Writes.NONE;
    }

    @Override
    public long hits(Unit unit, Instant since) {
        return 0;
    }

    @Override
    public List<Unsettled> unsettled(int most) {
        return unsettled;
    }

    @Override
    public List<Compared> compare(Unit unit, @Nullable String operation) {
        return List.of(new Compared("devices", "mismatched", "41 on gen1, 40 on gen2", List.of("<b>one more</b>")));
    }

    @Override
    public List<Known> differences(boolean isOpenOnly) {
        return differences.values().stream()
                .filter(known -> !isOpenOnly || known.state().name().equals("NEW"))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public List<Lesson> lessons() {
        return lessons;
    }

    @Override
    public Known accept(Author author, String id, String note, @Nullable String seen) {
        return judge(author, id, note, seen, true);
    }

    @Override
    public Known reopen(Author author, String id, String note, @Nullable String seen) {
        return judge(author, id, note, seen, false);
    }

    private Known judge(Author author, String id, String note, @Nullable String seen, boolean isAccepted) {
        Cause cause = author.cause(note);
        Known known = differences.get(id);
        if (known == null) {
            throw new MoveRefusedException(Reason.UNKNOWN, "there is no difference " + id);
        }
        if (seen != null && !seen.equals(known.digest())) {
            throw new MoveRefusedException(Reason.STALE, "difference %s changed meanwhile".formatted(id));
        }
        State state = isAccepted ? new State("ACCEPTED", author.who(), note) : new State("NEW", null, null);
        Known judged = new Known(id, known.place(), known.values(), known.times(), state);
        differences.put(id, judged);
        routes.add(reseller, LoggedAct.of(isAccepted ? Kind.ACCEPT : Kind.REOPEN, id, cause, "", clock.instant()));
        return judged;
    }

    @Override
    public KnownDifferences known() {
        return ListedDifferences.of(() -> differences(false));
    }

    @Override
    public List<Day> days(Unit unit, Instant from) {
        return days;
    }

    @Override
    public String version() {
        return differences.toString();
    }
}
