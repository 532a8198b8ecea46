package io.github.kdpbridge.gateway.migration;

import com.google.common.base.Ticker;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.migration.CallRates;
import io.github.kdpbridge.core.migration.StopFacts.Rates;
import io.github.kdpbridge.core.migration.StopLimits;
import io.github.kdpbridge.core.migration.Unit;
import io.github.kdpbridge.gen1facade.Gen1Request;
import io.github.kdpbridge.gen1facade.Gen1Response;
import io.github.kdpbridge.gen1facade.OldService;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Counts how the calls of an account's units end on each side, for stop rules. What the bridge itself refuses is not
 * counted: no service has seen it. Safe for use by many threads.
 */
final class SideCalls {
    private static final int MOST_UNITS = 10_000;

    private final Function<Request<?>, Unit> units;
    private final BiConsumer<Generation, WriteRequest> usedNames;
    private final CallRates errors;
    private final CallRates refusals;
    private final Cache<Unit, LongAdder> unknownCodes =
            CacheBuilder.newBuilder().maximumSize(MOST_UNITS).build();

    /**
     * Starts to count.
     *
     * @param units the unit of a request
     * @param usedNames is told of each write that a side refuses because its name was used before; must not block
     * @param limits the time whose calls count
     */
    SideCalls(
            Function<Request<?>, Unit> units,
            BiConsumer<Generation, WriteRequest> usedNames,
            StopLimits limits,
            Ticker ticker) {
        this.units = units;
        this.usedNames = usedNames;
        this.errors = new CallRates(limits.errors().window(), ticker);
        this.refusals = new CallRates(limits.refusals().window(), ticker);
    }

    /** Returns a program of generation 2 whose calls are counted. */
    DeploymentProgram counted(DeploymentProgram program) {
        return new DeploymentProgram() {
            @Override
            public ResellerId reseller() {
                return program.reseller();
            }

            @Override
            public <A> CompletionStage<A> send(Request<A> request) {
                return program.send(request).whenComplete((answer, failure) -> {
                    Throwable cause = failure == null ? null : Stages.cause(failure);
                    count(request, Generation.GEN2, cause instanceof KdpException e ? e : null);
                });
            }
        };
    }

    /** Returns an old service whose calls are counted. */
    OldService counted(OldService old) {
        return new OldService() {
            @Override
            public CompletionStage<Answer<Receipt>> write(WriteRequest write, Gen1Request request) {
                return old.write(write, request)
                        .whenComplete((answer, failure) -> ofOldService(write, answer, failure));
            }

            @Override
            public <A> CompletionStage<Answer<A>> read(ReadRequest<A> question, Gen1Request request) {
                return old.read(question, request)
                        .whenComplete((answer, failure) -> ofOldService(question, answer, failure));
            }

            @Override
            public CompletionStage<Gen1Response> unread(Gen1Request request) {
                return old.unread(request);
            }

            @Override
            public void check(Gen1Request request) {
                old.check(request);
            }

            @Override
            public boolean servesAll() {
                return old.servesAll();
            }

            @Override
            public CompletionStage<Boolean> takesUnread() {
                return old.takesUnread();
            }
        };
    }

    private void ofOldService(Request<?> request, OldService.@Nullable Answer<?> answer, @Nullable Throwable failure) {
        if (answer != null) {
            count(request, Generation.GEN1, answer.failure());
        } else if (failure != null && Stages.cause(failure) instanceof KdpException e) {
            count(request, Generation.GEN1, e);
        }
    }

    private void count(Request<?> request, Generation side, @Nullable KdpException failure) {
        if (failure instanceof RefusedLocallyException) {
            return;
        }
        Unit unit = units.apply(request);
        RefusedException refusal = failure instanceof RefusedException refused && refused.isFinal() ? refused : null;
        errors.count(unit, side, failure != null && refusal == null);
        if (request instanceof WriteRequest write) {
            refusals.count(unit, side, refusal != null);
            if (refusal != null && refusal.condition() == Condition.TRANSACTION_ID_DUPLICATE) {
                usedNames.accept(side, write);
            }
        }
        if (side == Generation.GEN2 && refusal != null && refusal.condition() == Condition.UNKNOWN) {
            unknownCodes.asMap().computeIfAbsent(unit, first -> new LongAdder()).increment();
        }
    }

    Rates errors(Unit unit) {
        return errors.of(unit);
    }

    Rates refusals(Unit unit) {
        return refusals.of(unit);
    }

    /** Returns the refusals of generation 2 with a code that the catalogue does not know. */
    long unknownCodes(Unit unit) {
        LongAdder count = unknownCodes.getIfPresent(unit);
        return count == null ? 0 : count.sum();
    }
}
