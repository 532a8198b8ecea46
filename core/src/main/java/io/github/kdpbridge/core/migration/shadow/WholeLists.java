package io.github.kdpbridge.core.migration.shadow;

import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListQuery;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Paging;
import io.github.kdpbridge.core.ResellerQuery;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.migration.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a whole list of a unit on both sides, and compares it. Blocks, but no page longer than its deadline. */
final class WholeLists<T> {
    /** The most items of a list. */
    static final int MOST = 100_000;

    private static final Duration PAGE = Duration.ofMinutes(1);

    private final ShadowContext context;
    private final Unit unit;
    private final ListQuery<T> query;

    WholeLists(ShadowContext context, Unit unit, ListQuery<T> query) {
        this.context = context;
        this.unit = unit;
        this.query = query;
    }

    /** Returns the lists of a unit, by operation: calls that name no customer or vendor are the account's own. */
    static ImmutableMap<Operation<?, ?>, ListQuery<?>> queries(Unit unit) {
        return switch (unit.kind()) {
            case CUSTOMER -> ImmutableMap.of(Operation.DEVICES, DeviceQuery.of(CustomerId.of(unit.name())));
            case VENDOR -> ImmutableMap.of(Operation.DEVICES, new DeviceQuery(null, VendorId.of(unit.name())));
            case ACCOUNT ->
                ImmutableMap.of(
                        Operation.DEVICES, DeviceQuery.all(),
                        Operation.CUSTOMERS, CustomerQuery.all(),
                        Operation.RESELLERS, new ResellerQuery(PageRequest.first()));
        };
    }

    /** Both lists, and how they compare. */
    record Lists<T>(Answer<Page<T>> gen1, Answer<Page<T>> gen2, Compared compared) {
        int count(Answer<Page<T>> list) {
            return list.value() == null ? 0 : list.value().items().size();
        }
    }

    Lists<T> read() {
        Instant since = context.clock().instant();
        Answer<Page<T>> gen1 = list(Generation.GEN1);
        Answer<Page<T>> gen2 = list(Generation.GEN2);
        return new Lists<>(gen1, gen2, compared(gen1, gen2, since));
    }

    private Compared compared(Answer<Page<T>> gen1, Answer<Page<T>> gen2, Instant since) {
        if (isTooLong(gen1) || isTooLong(gen2)) {
            return Compared.not(Incomparable.TOO_LARGE);
        }
        Compared compared = context.comparison().compare(query.operation(), gen1, gen2);
        boolean isThere = compared.incomparable() != Incomparable.UNREACHABLE;
        return isThere && !context.units().isQuiet(unit, since) ? Compared.not(Incomparable.CHANGED) : compared;
    }

    private static boolean isTooLong(Answer<? extends Page<?>> list) {
        return list.value() != null && list.value().items().size() > MOST;
    }

    private Answer<Page<T>> list(Generation side) {
        try {
            return Answer.of(whole(side));
        } catch (KdpException e) {
            return Answer.failed(e);
        }
    }

    private Page<T> whole(Generation side) {
        List<Page<T>> first = new ArrayList<>();
        Stream<T> items = Paging.stream(query.operation().name(), query.page(), page -> {
            Page<T> next = page(side, page);
            if (first.isEmpty()) {
                first.add(next.with(List.of()));
            }
            return next;
        });
        List<T> all = items.limit(MOST + 1L).toList();
        Long total = first.isEmpty() ? null : total(first.get(0));
        return new Page<>(all, total, 0, null, UnknownFields.none());
    }

    private static @Nullable Long total(Page<?> page) {
        return page.totalCount();
    }

    private Page<T> page(Generation side, PageRequest page) {
        ListQuery<T> asked = query.on(page);
        try {
            return Stages.begin(() -> context.side(side).reads().read(asked))
                    .toCompletableFuture()
                    .get(PAGE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Stages.cause(e);
            throw cause instanceof KdpException failure
                    ? failure
                    : new UnreachableException(asked.label(), "it failed", cause, false);
        } catch (TimeoutException e) {
            throw new UnreachableException(asked.label(), "no answer within " + PAGE.toSeconds() + " s", e, false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreachableException(asked.label(), "the thread was interrupted while it waited", e, false);
        }
    }
}
