package io.github.kdpbridge.core.ledger;

import static io.github.kdpbridge.core.ledger.Samples.delete;
import static io.github.kdpbridge.core.ledger.Samples.receipt;
import static io.github.kdpbridge.core.ledger.Samples.removal;
import static io.github.kdpbridge.core.ledger.Samples.upload;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.Entry.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the index with a list of all entries that is searched for each answer. */
class EntryIndexTest {
    private static final int SEEDS = 100;
    private static final int TURNS = 120;
    private static final List<ResellerId> RESELLERS = List.of(ResellerId.of("1100000001"), ResellerId.of("1100000002"));

    private final EntryIndex index = new EntryIndex();
    private final Map<String, Entry> model = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(ints = {3, 40, 1000})
    void answersOfTheIndex_areThoseOfASearch(int transactions) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            for (int turn = 0; turn < TURNS; turn++) {
                change(random, transactions);
            }
            check(random, "seed %d".formatted(seed));
            if (random.nextInt(4) == 0) {
                index.clear();
                model.clear();
                check(random, "seed %d, cleared".formatted(seed));
            }
        }
    }

    private void change(Random random, int transactions) {
        if (model.isEmpty() || random.nextInt(5) < 2) {
            add(entry(random, transactions));
            return;
        }
        Entry known = any(random);
        if (random.nextInt(3) == 0) {
            model.remove(known.id());
            assertThat(index.remove(known.id()).entry()).isEqualTo(known);
            assertThat(index.remove(known.id())).isNull();
            return;
        }
        Entry later = Entry.of(
                known.reseller(), known.request(), known.origin(), known.since().plusMillis(random.nextInt(2)));
        Entry next = later.with(outcome(random)).on(random.nextBoolean() ? Generation.GEN1 : Generation.GEN2);
        model.replace(next.id(), next);
        index.replace(next);
    }

    private void add(Entry entry) {
        if (model.putIfAbsent(entry.id(), entry) == null) {
            index.add(entry);
        }
    }

    private Entry any(Random random) {
        return new ArrayList<>(model.values()).get(random.nextInt(model.size()));
    }

    private Entry entry(Random random, int transactions) {
        String transaction = "T-" + random.nextInt(transactions);
        int first = random.nextInt(3);
        WriteRequest request = switch (random.nextInt(4)) {
            case 0 -> delete(transaction, first, 4);
            case 1 -> removal(transaction, "T-" + first);
            default -> upload(transaction, first, random.nextInt(10) == 0 ? 500 : 4);
        };
        Origin origin = model.isEmpty() || random.nextInt(4) > 0
                ? null
                : new Origin(any(random).id(), random.nextInt(3), 3);
        return Entry.of(RESELLERS.get(random.nextInt(2)), request, origin, Instant.ofEpochMilli(random.nextInt(1000)))
                .with(outcome(random));
    }

    private static Outcome outcome(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Outcome.open();
            case 1 -> Outcome.absent();
            default -> new Outcome.Accepted(receipt("T", random.nextInt(3)));
        };
    }

    private void check(Random random, String row) {
        List<Entry> all = List.copyOf(model.values());
        assertThat(index.all()).as(row).containsExactlyElementsOf(all);
        assertThat(index.bytes())
                .as(row)
                .isEqualTo(all.stream().mapToLong(EntryWeight::of).sum());
        List<Entry> open = all.stream().filter(Entry::isInDoubt).toList();
        assertThat(index.backlog())
                .as(row)
                .isEqualTo(new Backlog(open.size(), eldest(open.stream()), eldest(all.stream())));
        for (ResellerId reseller : RESELLERS) {
            checkOf(reseller, all, row);
        }
        Entry unknown = entry(random, 5);
        Stream.concat(all.stream(), Stream.of(unknown)).forEach(entry -> checkOne(entry, all, row));
    }

    private static Instant eldest(Stream<Entry> entries) {
        return entries.map(Entry::since).sorted().findFirst().orElse(null);
    }

    private void checkOf(ResellerId reseller, List<Entry> all, String row) {
        List<Entry> own =
                all.stream().filter(entry -> entry.reseller().equals(reseller)).toList();
        assertThat(index.deletions(reseller))
                .as(row)
                .containsExactlyElementsOf(own.stream()
                        .filter(entry -> entry.origin() == null && !(entry.request() instanceof UploadRequest))
                        .toList());
        assertThat(index.open(reseller))
                .as(row)
                .containsExactlyElementsOf(own.stream()
                        .filter(Entry::isInDoubt)
                        .sorted(comparing((Entry entry) -> entry.isPart() ? 0 : entry.origin() == null ? 2 : 1))
                        .toList());
    }

    private void checkOne(Entry entry, List<Entry> all, String row) {
        assertThat(index.get(entry.id())).as(row).isEqualTo(model.get(entry.id()));
        assertThat(index.named(entry.name()))
                .as(row)
                .containsExactlyElementsOf(all.stream()
                        .filter(each -> each.name().equals(entry.name()))
                        .toList());
        assertThat(index.steps(entry.id()))
                .as(row)
                .containsExactlyElementsOf(all.stream()
                        .filter(each ->
                                each.origin() != null && each.origin().id().equals(entry.id()))
                        .sorted(comparing(each -> each.origin().part()))
                        .toList());
        int place = model.containsKey(entry.id()) ? all.indexOf(model.get(entry.id())) : all.size();
        assertThat(index.before(entry))
                .as(row)
                .containsExactlyElementsOf(all.subList(0, place).stream()
                        .filter(each -> each.content().equals(entry.content())
                                && each.reseller().equals(entry.reseller()))
                        .toList());
    }

    @Test
    void replacement_ofAnAbsentEntry_addsNothing() {
        index.replace(Entry.of(RESELLERS.get(0), upload("T-1", 1, 1), null, Instant.EPOCH));

        assertThat(index.all()).isEmpty();
        assertThat(index.bytes()).isZero();
    }

    @Test
    void twoNamesOfOneHash_areTwo() {
        Map<Integer, String> byHash = new HashMap<>();
        int number = 0;
        String other = null;
        while (other == null) {
            number++;
            String transaction = "T-" + number;
            other = byHash.put(EntryTable.hash(entry(transaction).name()), transaction);
        }
        Entry first = entry(other);
        Entry second = entry("T-" + number);
        index.add(first);
        index.add(second);

        assertThat(index.get(first.id())).isEqualTo(first);
        assertThat(index.get(second.id())).isEqualTo(second);
        assertThat(index.named(first.name())).containsExactly(first);
        assertThat(index.named(second.name())).containsExactly(second);
        assertThat(index.remove(first.id()).entry()).isEqualTo(first);
        assertThat(index.named(second.name())).containsExactly(second);
    }

    private static Entry entry(String transaction) {
        return Entry.of(RESELLERS.get(0), upload(transaction, 1, 1), null, Instant.EPOCH)
                .with(new Outcome.Accepted(receipt(transaction)));
    }
}
