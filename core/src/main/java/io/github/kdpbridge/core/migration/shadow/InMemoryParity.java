package io.github.kdpbridge.core.migration.shadow;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.Cause;
import io.github.kdpbridge.core.migration.Comparisons.Known;
import io.github.kdpbridge.core.migration.InMemoryRoutes;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.ListedDifferences;
import io.github.kdpbridge.core.migration.LoggedAct;
import io.github.kdpbridge.core.migration.Unit;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Results that end with their process, for a program that keeps its ledger in memory too. */
public final class InMemoryParity implements ParityStore {
    private static final int KEY_BYTES = 32;

    private final BiConsumer<ResellerId, LoggedAct> log;
    private final Masking masking = Masking.of(randomKey());
    private final Findings findings = Findings.create(masking);
    private final Map<Key, Parity> counts = new LinkedHashMap<>();
    private final Map<ResellerId, Learnt> learnt = new HashMap<>();
    /** The units with findings by their id. */
    private final Map<String, Unit> units = new HashMap<>();

    /** Creates a store whose judgements are in no log. */
    public InMemoryParity() {
        this((reseller, judgement) -> {});
    }

    /**
     * Creates a store.
     *
     * @param log is given the judgements, as {@link InMemoryRoutes#add} takes them
     */
    public InMemoryParity(BiConsumer<ResellerId, LoggedAct> log) {
        this.log = Objects.requireNonNull(log, "log");
    }

    private record Key(Unit unit, String operation, Instant hour) {}

    private static byte[] randomKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return key;
    }

    @Override
    public Masking masking() {
        return masking;
    }

    @Override
    public synchronized void add(Collection<Parity> added) {
        added.forEach(parity ->
                counts.merge(new Key(parity.unit(), parity.operation(), parity.hour()), parity, Parity::plus));
    }

    @Override
    public synchronized List<Parity> counts(ResellerId reseller, Instant from) {
        return counts.values().stream()
                .filter(parity -> parity.unit().reseller().equals(reseller)
                        && !parity.hour().isBefore(from))
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public synchronized int record(Unit unit, Operation<?, ?> operation, Compared confirmed, Instant now) {
        long before = findings.lost();
        units.put(unit.id(), unit);
        findings.record(unit.id(), operation, confirmed, now);
        return (int) (findings.lost() - before);
    }

    @Override
    public synchronized Tolerance accepted(Unit unit, Operation<?, ?> operation) {
        Set<String> accepted = findings.all().stream()
                .filter(finding -> finding.state() == Finding.State.ACCEPTED)
                .map(Finding::id)
                .collect(ImmutableSet.toImmutableSet());
        return difference ->
                Optional.of(Finding.id(unit.id(), operation, difference)).filter(accepted::contains);
    }

    @Override
    public synchronized String version(ResellerId reseller) {
        return Integer.toHexString(findings(reseller).stream()
                .map(finding -> finding.id() + finding.state())
                .sorted()
                .toList()
                .hashCode());
    }

    @Override
    public synchronized Map<String, Long> openOutcomes(ResellerId reseller) {
        return findings(reseller).stream()
                .filter(finding -> finding.isOpen(Severity.OUTCOME))
                .collect(Collectors.groupingBy(Finding::unit, Collectors.counting()));
    }

    /** Returns the findings of an account, the first seen first. Their units are {@linkplain Unit#id() ids}. */
    public synchronized List<Finding> findings(ResellerId reseller) {
        return findings.all().stream()
                .filter(finding -> unit(finding).reseller().equals(reseller))
                .collect(ImmutableList.toImmutableList());
    }

    private Unit unit(Finding finding) {
        return Objects.requireNonNull(units.get(finding.unit()), finding::unit);
    }

    @Override
    public KnownDifferences differences(ResellerId reseller) {
        return ListedDifferences.of(() -> known(reseller));
    }

    private synchronized List<Known> known(ResellerId reseller) {
        return findings(reseller).stream()
                .map(finding -> finding.known(unit(finding).label()))
                .toList();
    }

    @Override
    public synchronized Finding accept(Judgement judgement) {
        findings.find(judgement.id()).map(Finding::digest).ifPresent(judgement::requireSeen);
        Cause cause = judgement.cause();
        Finding accepted = findings.accept(judgement.id(), cause.who(), cause.reason());
        note(judgement, LoggedAct.Kind.ACCEPT);
        return accepted;
    }

    @Override
    public synchronized Finding reopen(Judgement judgement) {
        findings.find(judgement.id()).map(Finding::digest).ifPresent(judgement::requireSeen);
        Finding open = findings.reopen(judgement.id());
        note(judgement, LoggedAct.Kind.REOPEN);
        return open;
    }

    private void note(Judgement judgement, LoggedAct.Kind kind) {
        log.accept(judgement.reseller(), judgement.entry(kind, masking));
    }

    @Override
    public synchronized void learn(ResellerId reseller, Learnt more) {
        learnt.merge(reseller, more, Learnt::plus);
    }

    @Override
    public synchronized Learnt learnt(ResellerId reseller) {
        return learnt.getOrDefault(reseller, Learnt.nothing());
    }

    @Override
    public synchronized void forget(Instant before) {
        counts.keySet().removeIf(key -> key.hour().isBefore(before));
        findings.forget(before);
    }
}
