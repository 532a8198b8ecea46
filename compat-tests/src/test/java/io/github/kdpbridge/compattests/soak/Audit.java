package io.github.kdpbridge.compattests.soak;

import io.github.kdpbridge.compattests.soak.Write.Answer;
import io.github.kdpbridge.compattests.soak.Write.Kind;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Compares what callers were told with what the service and the ledger say. */
final class Audit {
    private final Books books;
    private final Map<String, String> portal;
    private final Map<String, String> outcomes;
    private final List<String> losses = new ArrayList<>();
    private final List<String> duplicates = new ArrayList<>();
    private final List<String> unsettled = new ArrayList<>();

    private Audit(Books books, Map<String, String> portal, Map<String, String> outcomes) {
        this.books = books;
        this.portal = portal;
        this.outcomes = outcomes;
    }

    /** Looks at everything that callers did. */
    static Audit of(List<Caller> callers, Books books) throws SQLException {
        Audit audit = new Audit(books, books.portal(), books.outcomes());
        Map<String, Write> writes = new HashMap<>();
        Set<String> strange = new HashSet<>(audit.portal.keySet());
        for (Caller caller : callers) {
            audit.losses.addAll(caller.complaints());
            audit.unsettled.addAll(caller.breakdowns());
            for (Write write : caller.writes()) {
                writes.put(write.transaction(), write);
                audit.check(write);
                write.devices().forEach(strange::remove);
            }
        }
        callers.forEach(caller -> caller.told().forEach((device, upload) -> audit.check(device, upload, writes)));
        strange.forEach(device -> audit.duplicates.add(device + " is registered, and nobody asked for it"));
        return audit;
    }

    private void check(Write write) {
        switch (write.answer()) {
            case ACCEPTED -> checkDone(write);
            case REFUSED -> {
                if (books.isKnown(write.transaction())) {
                    duplicates.add(write + " was refused, and the service has it");
                }
            }
            case NONE -> checkUnanswered(write);
        }
    }

    private void checkDone(Write write) {
        Set<String> expected = Set.copyOf(write.devices());
        Set<String> actual = books.succeeded(write);
        if (!actual.equals(expected)) {
            // A device fails that was registered, or deleted, before: by the same write, because no other has it.
            boolean twice = actual.stream().anyMatch(device -> device.startsWith("failed "));
            (twice ? duplicates : losses).add(write + " was accepted, and the service has done " + actual);
        }
    }

    /** Its caller gave up, so the ledger alone says what became of it. */
    private void checkUnanswered(Write write) {
        String outcome = outcomes.getOrDefault(write.transaction(), "none");
        switch (outcome) {
            case "ACCEPTED" -> {
                checkDone(write);
                boolean upload = write.kind() == Kind.UPLOAD;
                if (!write.devices().stream().allMatch(device -> portal.containsKey(device) == upload)) {
                    losses.add(write + " is accepted in the ledger, and the portal does not show it");
                }
            }
            case "OPEN" -> unsettled.add(write + " is open");
            default -> {
                if (books.isKnown(write.transaction())) {
                    unsettled.add(write + " is " + outcome + " in the ledger, and the service has it");
                }
            }
        }
    }

    /** Compares where a device is with where its caller was told that it is. */
    private void check(String device, String upload, Map<String, Write> writes) {
        String actual = portal.getOrDefault(device, "").replaceFirst("-[0-9]+of[0-9]+$", "");
        if (actual.equals(upload)) {
            return;
        }
        String finding = "%s should be registered by '%s', and is by '%s'".formatted(device, upload, actual);
        Write unasked = writes.get(actual);
        boolean refused = unasked != null && unasked.answer() == Answer.REFUSED;
        (refused ? duplicates : losses).add(finding);
    }

    /** Returns what callers were told that is not so. */
    List<String> losses() {
        return losses;
    }

    /** Returns what was done twice, or though it was refused. */
    List<String> duplicates() {
        return duplicates;
    }

    /**
     * Returns the writes of which nobody knows what became of them, or of which the ledger says what is not so, and the
     * callers that got no answer for minutes.
     */
    List<String> unsettled() {
        return unsettled;
    }
}
