package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Paging;
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

/** Reads the whole device list of a unit on both sides, and compares it. Blocks, but no page longer than its deadline. */
final class WholeLists {
    /** The most devices of a list. */
    static final int MOST = 100_000;

    private static final Duration PAGE = Duration.ofMinutes(1);

    private final ShadowContext context;
    private final Unit unit;
    private final DeviceQuery query;

    WholeLists(ShadowContext context, Unit unit) {
        this.context = context;
        this.unit = unit;
        this.query = switch (unit.kind()) {
            case CUSTOMER -> DeviceQuery.of(CustomerId.of(unit.name()));
            case VENDOR -> new DeviceQuery(null, VendorId.of(unit.name()));
            case ACCOUNT -> DeviceQuery.all();
        };
    }

    /** Both lists, and how they compare. */
    record Lists(Answer<Page<ListedDevice>> gen1, Answer<Page<ListedDevice>> gen2, Compared compared) {
        int count(Answer<Page<ListedDevice>> list) {
            return list.value() == null ? 0 : list.value().items().size();
        }
    }

    Lists read() {
        Instant since = context.clock().instant();
        Answer<Page<ListedDevice>> gen1 = list(Generation.GEN1);
        Answer<Page<ListedDevice>> gen2 = list(Generation.GEN2);
        return new Lists(gen1, gen2, compared(gen1, gen2, since));
    }

    private Compared compared(Answer<Page<ListedDevice>> gen1, Answer<Page<ListedDevice>> gen2, Instant since) {
        if (isTooLong(gen1) || isTooLong(gen2)) {
            return Compared.not(Incomparable.TOO_LARGE);
        }
        Compared compared = context.comparison().compare(Operation.DEVICES, gen1, gen2);
        boolean isThere = compared.incomparable() != Incomparable.UNREACHABLE;
        return isThere && !context.units().isQuiet(unit, since) ? Compared.not(Incomparable.CHANGED) : compared;
    }

    private static boolean isTooLong(Answer<Page<ListedDevice>> list) {
        return list.value() != null && list.value().items().size() > MOST;
    }

    private Answer<Page<ListedDevice>> list(Generation side) {
        try {
            return Answer.of(whole(side));
        } catch (KdpException e) {
            return Answer.failed(e);
        }
    }

    private Page<ListedDevice> whole(Generation side) {
        List<Page<ListedDevice>> first = new ArrayList<>();
        Stream<ListedDevice> devices = Paging.stream(query.operation().name(), query.page(), page -> {
            Page<ListedDevice> next = page(side, page);
            if (first.isEmpty()) {
                first.add(next.with(List.of()));
            }
            return next;
        });
        List<ListedDevice> all = devices.limit(MOST + 1L).toList();
        Long total = first.isEmpty() ? null : total(first.get(0));
        return new Page<>(all, total, 0, null, UnknownFields.none());
    }

    private static @Nullable Long total(Page<?> page) {
        return page.totalCount();
    }

    private Page<ListedDevice> page(Generation side, PageRequest page) {
        DeviceQuery asked = query.on(page);
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
