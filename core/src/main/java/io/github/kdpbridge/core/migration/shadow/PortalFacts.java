package io.github.kdpbridge.core.migration.shadow;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import io.github.kdpbridge.core.DeviceKey;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What pairs of answers told of the portal behind both generations. No evidence is neither a yes nor a no, and
 * contradicting evidence is not either. Immutable.
 *
 * @param evidence the answers for and against each fact; a fact without any is left out
 */
public record PortalFacts(Map<PortalFact, Evidence> evidence) {
    private static final PortalFacts NONE = new PortalFacts(Map.of());
    private static final String UPLOAD_TAG = "uploadId";

    /** The state of a fact. */
    public enum Known {
        YES,
        NO,
        /** No evidence, or contradicting evidence. */
        UNKNOWN
    }

    /**
     * The evidence of a fact.
     *
     * @param yes the answers that showed it
     * @param no the answers that showed the opposite
     */
    public record Evidence(long yes, long no) {
        /** Returns what the evidence says. */
        public Known known() {
            return (yes > 0) == (no > 0) ? Known.UNKNOWN : yes > 0 ? Known.YES : Known.NO;
        }

        Evidence plus(Evidence other) {
            return new Evidence(yes + other.yes, no + other.no);
        }
    }

    public PortalFacts {
        evidence = ImmutableMap.copyOf(evidence);
    }

    /** Returns no evidence for or against any fact. */
    public static PortalFacts none() {
        return NONE;
    }

    /** Returns the evidence of a fact, which may be none. */
    public Evidence of(PortalFact fact) {
        return evidence.getOrDefault(fact, new Evidence(0, 0));
    }

    /** Returns what is known of a fact. */
    public Known known(PortalFact fact) {
        return of(fact).known();
    }

    /** Returns the sums of the evidence of both. */
    public PortalFacts plus(PortalFacts other) {
        Map<PortalFact, Evidence> sums = new EnumMap<>(PortalFact.class);
        Stream.of(evidence, other.evidence)
                .forEach(each -> each.forEach((fact, count) -> sums.merge(fact, count, Evidence::plus)));
        return new PortalFacts(sums);
    }

    /**
     * Learns from the first page of the same list of devices: shared if both list one device, not shared if one side's
     * list is empty and the other one's is not.
     */
    public PortalFacts devices(Answer<Page<ListedDevice>> gen1, Answer<Page<ListedDevice>> gen2) {
        if (gen1.value() == null || gen2.value() == null || gen1.value().number() != 0) {
            return this;
        }
        Set<String> one = keys(gen1.value());
        Set<String> two = keys(gen2.value());
        if (one.stream().anyMatch(two::contains)) {
            return with(PortalFact.DEVICES_SHARED, true);
        }
        return one.isEmpty() == two.isEmpty() ? this : with(PortalFact.DEVICES_SHARED, false);
    }

    /** Learns from the status of a transaction that one side accepted: shared if both know it. */
    public PortalFacts status(Answer<TransactionStatus> gen1, Answer<TransactionStatus> gen2) {
        boolean one = gen1.value() != null;
        boolean two = gen2.value() != null;
        if (one && two) {
            return with(PortalFact.TRANSACTIONS_SHARED, true);
        }
        return (one && gen2.isNotFound()) || (two && gen1.isNotFound())
                ? with(PortalFact.TRANSACTIONS_SHARED, false)
                : this;
    }

    private static Optional<String> tag(ListedDevice listed) {
        return listed.unknown().json(UPLOAD_TAG).filter(it -> !it.equals("null"));
    }

    /** Returns whether an entry of generation 2's list names its upload in some way. */
    static boolean hasTag(ListedDevice listed) {
        return tag(listed).isPresent();
    }

    /** Returns the facts with the evidence of one answer, however many items it has. */
    PortalFacts atMostOnce() {
        return new PortalFacts(Maps.transformValues(
                evidence, each -> new Evidence(Math.min(1, each.yes()), Math.min(1, each.no()))));
    }

    /**
     * Learns from an entry of generation 2's list.
     *
     * @param upload the name of the transaction that registered the device, which the ledger knows
     */
    public PortalFacts tag(ListedDevice listed, TransactionId upload) {
        Optional<String> tag = tag(listed);
        return tag.isEmpty()
                ? this
                : with(PortalFact.TAGS_CARRY_NAMES, tag.get().equals("\"" + upload.value() + "\""));
    }

    /**
     * Learns from a write whose name the other side had accepted before, and this side had not.
     *
     * @param refused whether this side refused the name because it was used before; false if it accepted the write
     */
    public PortalFacts name(boolean refused) {
        return with(PortalFact.NAMES_SHARED, refused);
    }

    /** Returns each fact in a line, for a report: {@code devices are visible on both sides: yes (12 for, 0 against)}. */
    public List<String> lines() {
        return Stream.of(PortalFact.values())
                .map(fact -> "%s: %s (%d for, %d against)"
                        .formatted(fact.text(), Ascii.toLowerCase(known(fact).name()), of(fact).yes(), of(fact).no()))
                .toList();
    }

    private PortalFacts with(PortalFact fact, boolean holds) {
        return plus(new PortalFacts(Map.of(fact, new Evidence(holds ? 1 : 0, holds ? 0 : 1))));
    }

    private static Set<String> keys(Page<ListedDevice> page) {
        return page.items().stream()
                .flatMap(device -> device.ids().stream())
                .map(id -> DeviceKey.of(id.value()))
                .collect(Collectors.toSet());
    }
}
