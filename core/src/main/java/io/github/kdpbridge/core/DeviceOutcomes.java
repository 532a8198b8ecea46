package io.github.kdpbridge.core;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.error.ServiceError;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The outcomes of the devices of one transaction, in their order: an immutable list.
 *
 * <p>Neighbours that differ in their identifier only, as nearly all do, are one {@linkplain #runs() run}, or two where lists
 * were joined: a device takes no more memory than its identifier. {@code get} and iteration create an outcome each time, and
 * a look at the runs creates none.
 *
 * <p>Safe for use by many threads.
 */
public final class DeviceOutcomes extends AbstractList<DeviceOutcome> implements RandomAccess {
    /** What a run takes in memory beside its identifiers and texts. */
    private static final int BYTES_OF_RUN = 250;

    /** What a further field takes in memory beside its texts. */
    private static final int BYTES_OF_FIELD = 150;

    private final ImmutableList<Run> runs;
    /** The number of outcomes up to the end of each run. */
    private final int[] ends;

    private DeviceOutcomes(ImmutableList<Run> runs) {
        this.runs = runs;
        this.ends = new int[runs.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end = Math.addExact(end, runs.get(i).identifiers().size());
            ends[i] = end;
        }
    }

    /**
     * Neighbours that differ in their identifier only.
     *
     * @param type the kind of the identifiers
     * @param identifiers the identifiers, one at least
     * @param error why all of them failed; null if they succeeded
     * @param unknown the other fields of the answer for each of them
     */
    public record Run(
            DeviceType type,
            Identifiers identifiers,
            @Nullable ServiceError error,
            UnknownFields unknown) {
        public Run {
            Objects.requireNonNull(type, "type");
            checkArgument(!identifiers.isEmpty(), "a run has a device");
            Objects.requireNonNull(unknown, "unknown");
        }

        private DeviceOutcome outcome(int index) {
            return new DeviceOutcome(new DeviceId(type, identifiers.get(index)), error, unknown);
        }

        private long memory() {
            long texts = 0;
            if (error != null) {
                texts += error.code().length() + error.message().length();
                texts += error.data() == null ? 0 : error.data().length();
            }
            for (Map.Entry<String, String> field : unknown.json().entrySet()) {
                texts += BYTES_OF_FIELD
                        + field.getKey().length()
                        + field.getValue().length();
            }
            return BYTES_OF_RUN + texts + identifiers.memory();
        }

        /** Returns the number and kind of the devices and what became of them, never an identifier: {@code 3 x IMEI: done}. */
        @Override
        public String toString() {
            return identifiers.size() + " x " + type + ": " + (error == null ? "done" : error.condition());
        }
    }

    /** Returns the outcomes of a list; the list itself if it is of this class. */
    public static DeviceOutcomes copyOf(List<DeviceOutcome> outcomes) {
        return outcomes instanceof DeviceOutcomes already
                ? already
                : new Builder().addAll(outcomes).build();
    }

    /** Returns that all devices of a request succeeded. */
    public static DeviceOutcomes succeeded(Devices devices) {
        return of(devices, null);
    }

    /**
     * Returns that all devices of a request failed.
     *
     * @param error why
     */
    public static DeviceOutcomes failed(Devices devices, ServiceError error) {
        return of(devices, Objects.requireNonNull(error, "error"));
    }

    private static DeviceOutcomes of(Devices devices, @Nullable ServiceError error) {
        return new DeviceOutcomes(
                devices.count() == 0
                        ? ImmutableList.of()
                        : ImmutableList.of(
                                new Run(devices.type(), devices.identifiers(), error, UnknownFields.none())));
    }

    /** Returns the outcomes in runs, in their order. */
    public ImmutableList<Run> runs() {
        return runs;
    }

    /** Returns the outcomes of some runs. */
    DeviceOutcomes filter(Predicate<Run> which) {
        return new DeviceOutcomes(runs.stream().filter(which).collect(ImmutableList.toImmutableList()));
    }

    /** Returns about how many bytes of memory they take. */
    public long memory() {
        return runs.stream().mapToLong(Run::memory).sum();
    }

    @Override
    public DeviceOutcome get(int index) {
        Objects.checkIndex(index, size());
        int found = Arrays.binarySearch(ends, index + 1);
        int run = found < 0 ? -found - 1 : found;
        return runs.get(run).outcome(run == 0 ? index : index - ends[run - 1]);
    }

    @Override
    public int size() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    /** Collects outcomes; not safe for several threads. */
    public static final class Builder {
        private final ImmutableList.Builder<Run> runs = ImmutableList.builder();
        private Identifiers.@Nullable Builder identifiers;
        /** What the run under way has beside its identifiers. */
        private @Nullable DeviceOutcome like;

        /** Starts without outcomes. */
        public Builder() {}

        /** Adds an outcome. */
        @CanIgnoreReturnValue
        public Builder add(DeviceOutcome outcome) {
            run(outcome).add(outcome.id().value());
            return this;
        }

        /** Adds outcomes in their order. */
        @CanIgnoreReturnValue
        public Builder addAll(List<DeviceOutcome> outcomes) {
            if (outcomes instanceof DeviceOutcomes already) {
                end();
                runs.addAll(already.runs);
            } else {
                outcomes.forEach(this::add);
            }
            return this;
        }

        /**
         * Adds an outcome that differs from the last one in its identifier only.
         *
         * @param utf8 an array with the identifier in UTF-8
         * @param from its first byte
         * @param length the number of its bytes
         * @throws IllegalStateException if no outcome was {@linkplain #add(DeviceOutcome) added} before, or a whole list was
         */
        @CanIgnoreReturnValue
        public Builder addAlike(byte[] utf8, int from, int length) {
            current().add(utf8, from, length);
            return this;
        }

        /**
         * The same if the identifier can be packed with those before it: if it consists of nothing but letters and digits of
         * ASCII, blanks, dashes and underscores, and is as long.
         *
         * @return whether it was added
         */
        public boolean addSimple(byte[] utf8, int from, int length) {
            return current().addSimple(utf8, from, length);
        }

        private Identifiers.Builder current() {
            if (identifiers == null) {
                throw new IllegalStateException("there is no outcome before it");
            }
            return identifiers;
        }

        private Identifiers.Builder run(DeviceOutcome outcome) {
            if (identifiers == null || like == null || !isAlike(like, outcome)) {
                end();
                like = outcome;
                identifiers = new Identifiers.Builder(0);
            }
            return identifiers;
        }

        private static boolean isAlike(DeviceOutcome one, DeviceOutcome other) {
            return one.id().type().equals(other.id().type())
                    && Objects.equals(one.error(), other.error())
                    && one.unknown().equals(other.unknown());
        }

        private void end() {
            if (identifiers != null && like != null) {
                runs.add(new Run(like.id().type(), identifiers.build(), like.error(), like.unknown()));
            }
            identifiers = null;
            like = null;
        }

        /** Returns the outcomes. The builder cannot be used afterwards. */
        public DeviceOutcomes build() {
            end();
            return new DeviceOutcomes(runs.build());
        }
    }
}
