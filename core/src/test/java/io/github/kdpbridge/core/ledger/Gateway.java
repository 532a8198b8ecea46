package io.github.kdpbridge.core.ledger;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.error.Generation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A process that uses a service and a ledger which outlive it. It can lose the way to its ledger, and it can die before
 * and after whatever it does with either of them.
 */
final class Gateway implements Ledger {
    /** The end of a process, which nothing in it survives. */
    static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The uploads of which the ledger told that they are repeats: {@code 7 after 6}. */
    final List<String> repeats = new ArrayList<>();

    private final Ledger shared;
    private final LedgerProgram program;
    private final Set<String> claimed = new HashSet<>();
    private int stepsToLive = Integer.MAX_VALUE;
    private int stepsToCutOff = Integer.MAX_VALUE;
    private boolean cutOff;
    private boolean claimLost;

    /** Creates a process for which a status never lags. */
    Gateway(FakeService service, Ledger shared, int deviceLimit) {
        this(service, shared, deviceLimit, Duration.ZERO);
    }

    Gateway(FakeService service, Ledger shared, int deviceLimit, Duration statusLag) {
        this.shared = shared;
        this.program = LedgerProgram.builder(mortal(service), this)
                .deviceLimit(deviceLimit)
                .statusLag(statusLag)
                .repeatedUploads((upload, earlier) -> repeats.add(upload + " after " + earlier))
                .clock(service.clock)
                .scheduler(TestScheduler.passing(() -> {
                    throw new IllegalStateException("nobody else is at work");
                }))
                .build();
    }

    LedgerProgram program() {
        return program;
    }

    /** Dies after so many steps. */
    void dieAfter(int steps) {
        stepsToLive = steps;
    }

    boolean isDead() {
        return stepsToLive < 0;
    }

    boolean isCutOff() {
        return cutOff;
    }

    /** Ends the claims of a process that died, as a ledger does when it finds it gone. */
    void bury() {
        claimed.forEach(id -> shared.settle(id, Outcome.open()));
        claimed.clear();
    }

    /** Whether the ledger is out of reach. */
    void cutOff(boolean cutOff) {
        this.cutOff = cutOff;
    }

    /** Loses the way to its ledger after so many steps. */
    void cutOffAfter(int steps) {
        stepsToCutOff = steps;
    }

    /** Takes this process for gone once: what it does next to a claim has no effect. */
    void loseClaim() {
        claimLost = true;
    }

    private boolean isClaimLost() {
        boolean lost = claimLost;
        claimLost = false;
        return lost;
    }

    private DeploymentProgram mortal(FakeService service) {
        return (DeploymentProgram) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DeploymentProgram.class},
                (proxy, method, arguments) -> method.getName().equals("reseller")
                        ? service.reseller()
                        : mortal(() -> invoke(service, method, arguments)));
    }

    private static Object invoke(FakeService service, java.lang.reflect.Method method, Object[] arguments) {
        try {
            return method.invoke(service, arguments);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private <T> T mortal(Supplier<T> deed) {
        step();
        T result = deed.get();
        step();
        return result;
    }

    private void step() {
        if (stepsToLive <= 0) {
            stepsToLive = -1;
            throw new Crash();
        }
        stepsToLive--;
        stepsToCutOff--;
        cutOff |= stepsToCutOff < 0;
    }

    private void requireReachable() {
        if (cutOff) {
            throw new LedgerException("the ledger cannot be reached", new IllegalStateException("disk full"));
        }
    }

    @Override
    public Claim claim(Entry entry) {
        return mortal(() -> {
            requireReachable();
            Claim claim = shared.claim(entry);
            if (claim.isGranted()) {
                claimed.add(entry.id());
            }
            return claim;
        });
    }

    @Override
    public boolean settle(String id, Outcome outcome) {
        return mortal(() -> {
            claimed.remove(id);
            return !isClaimLost() && shared.settle(id, cutOff ? Outcome.open() : outcome);
        });
    }

    @Override
    public boolean forget(String id) {
        return mortal(() -> {
            claimed.remove(id);
            return !isClaimLost() && (cutOff ? shared.settle(id, Outcome.open()) : shared.forget(id));
        });
    }

    @Override
    public Optional<Generation> sideOf(ResellerId reseller, TransactionId transaction) {
        requireReachable();
        return shared.sideOf(reseller, transaction);
    }

    @Override
    public void pin(ResellerId reseller, TransactionId transaction, Generation generation) {
        requireReachable();
        shared.pin(reseller, transaction, generation);
    }

    @Override
    public boolean repin(ResellerId reseller, TransactionId transaction, Generation generation) {
        requireReachable();
        return shared.repin(reseller, transaction, generation);
    }

    @Override
    public List<Entry> steps(String origin) {
        requireReachable();
        return shared.steps(origin);
    }

    @Override
    public List<Entry> writes(ResellerId reseller, TransactionId transaction) {
        requireReachable();
        return shared.writes(reseller, transaction);
    }

    @Override
    public List<Entry> deletions(ResellerId reseller, Instant from, Instant until) {
        requireReachable();
        return shared.deletions(reseller, from, until);
    }

    @Override
    public List<Entry> openDeletions(ResellerId reseller) {
        requireReachable();
        return shared.openDeletions(reseller);
    }

    @Override
    public Optional<Entry> earlierOfSameContent(Entry entry) {
        requireReachable();
        return shared.earlierOfSameContent(entry);
    }

    @Override
    public void keep(String id, TransactionStatus status) {
        shared.keep(id, status);
    }

    @Override
    public Optional<TransactionStatus> kept(String id) {
        requireReachable();
        return shared.kept(id);
    }

    @Override
    public Map<String, DeviceId> uploadedAs(ResellerId reseller, Set<String> keys) {
        requireReachable();
        return shared.uploadedAs(reseller, keys);
    }

    @Override
    public boolean mayHaveForgotten(ResellerId reseller, TransactionId transaction) {
        requireReachable();
        return shared.mayHaveForgotten(reseller, transaction);
    }

    @Override
    public boolean hasForgottenParts(ResellerId reseller, TransactionId transaction) {
        requireReachable();
        return shared.hasForgottenParts(reseller, transaction);
    }

    @Override
    public List<String> abandoned(ResellerId reseller) {
        requireReachable();
        return shared.abandoned(reseller);
    }

    @Override
    public Optional<Entry> find(String id) {
        requireReachable();
        return shared.find(id);
    }

    @Override
    public void close() {}
}
