package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.migration.KnownDifferences;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A store in front of another one. */
class ForwardingParity implements ParityStore {
    private final ParityStore store;

    ForwardingParity(ParityStore store) {
        this.store = store;
    }

    @Override
    public Masking masking() {
        return store.masking();
    }

    @Override
    public void add(Collection<Parity> counts) {
        store.add(counts);
    }

    @Override
    public List<Parity> counts(ResellerId reseller, Instant from) {
        return store.counts(reseller, from);
    }

    @Override
    public int record(Unit unit, Operation<?, ?> operation, Compared confirmed, Instant now) {
        return store.record(unit, operation, confirmed, now);
    }

    @Override
    public Tolerance accepted(Unit unit, Operation<?, ?> operation) {
        return store.accepted(unit, operation);
    }

    @Override
    public String version(ResellerId reseller) {
        return store.version(reseller);
    }

    @Override
    public Map<String, Long> openOutcomes(ResellerId reseller) {
        return store.openOutcomes(reseller);
    }

    @Override
    public KnownDifferences differences(ResellerId reseller) {
        return store.differences(reseller);
    }

    @Override
    public Finding accept(Judgement judgement) {
        return store.accept(judgement);
    }

    @Override
    public Finding reopen(Judgement judgement) {
        return store.reopen(judgement);
    }

    @Override
    public void learn(ResellerId reseller, Learnt learnt) {
        store.learn(reseller, learnt);
    }

    @Override
    public Learnt learnt(ResellerId reseller) {
        return store.learnt(reseller);
    }

    @Override
    public void forget(Instant before) {
        store.forget(before);
    }
}
