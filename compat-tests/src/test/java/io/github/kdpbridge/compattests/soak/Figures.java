package io.github.kdpbridge.compattests.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a soak came to.
 *
 * @param date when
 * @param minutes how long the load lasted
 * @param seed where the dice began
 * @param operations what callers did, repeats not counted
 * @param writes how many of them were uploads and deletions
 * @param faults how often the service failed
 * @param kills how many gateways were killed
 * @param databaseKills how often PostgreSQL was killed
 * @param unknowns the writes that got no answer at first, or 500 and up
 * @param unanswered those whose caller gave up before it knew
 * @param losses what callers were told that is not so
 * @param duplicates what was done twice, or though it was refused
 * @param unsettled the writes that the ledger has open or wrong
 * @param moves what customers' moves came to; null if none moved
 */
record Figures(
        LocalDate date,
        int minutes,
        long seed,
        long operations,
        long writes,
        long faults,
        long kills,
        long databaseKills,
        long unknowns,
        long unanswered,
        int losses,
        int duplicates,
        int unsettled,
        @Nullable Moves moves) {
    /**
     * What customers' moves came to.
     *
     * @param number how often a customer moved
     * @param wrong the transactions that were accepted twice, on the wrong side, or out of order
     */
    record Moves(long number, int wrong) {}

    /** Returns a line for people. */
    String line() {
        return ("soak of %d minutes, seed %d: %,d operations (%,d writes), %,d faults, %d kills, %d of PostgreSQL, %,d unknowns of which %d"
                                + " were left by their callers; %d losses, %d duplicates, %d not settled")
                        .formatted(
                                minutes,
                                seed,
                                operations,
                                writes,
                                faults,
                                kills,
                                databaseKills,
                                unknowns,
                                unanswered,
                                losses,
                                duplicates,
                                unsettled)
                + (moves == null ? "" : "; %d moves, %d on the wrong side".formatted(moves.number(), moves.wrong()));
    }

    /** Puts the figures between their marks in a page. */
    void writeTo(Path page) throws IOException {
        String mark = moves == null ? "soak" : "soak with moves";
        String first = "<!-- " + mark + " -->\n";
        String last = "<!-- /" + mark + " -->\n";
        String text = Files.readString(page, UTF_8);
        int begin = text.indexOf(first) + first.length();
        int end = text.indexOf(last, begin);
        if (begin < first.length() || end < 0) {
            throw new IOException("no " + first.strip() + " and " + last.strip() + " in " + page);
        }
        Files.writeString(page, text.substring(0, begin) + table() + text.substring(end), UTF_8);
    }

    private String table() {
        return moves == null ? rows() : rows() + """
                        | moves of customers | %,d |
                        | **transactions twice, on the wrong side, or out of order** | **%d** |
                        """.formatted(moves.number(), moves.wrong());
    }

    private String rows() {
        return """
                | | |
                |---|---|
                | load | %d minutes on %s, seed %d |
                | machine | %d cores, %s, JDK %s |
                | operations | %,d, of them %,d writes |
                | faults of the service | %,d |
                | gateways killed | %d |
                | PostgreSQL killed | %d |
                | writes that got no answer at first, or 500 and up | %,d, %d of them abandoned by their callers |
                | **losses** | **%d** |
                | **duplicates** | **%d** |
                | not settled at the end | %d |
                """.formatted(
                        minutes,
                        date,
                        seed,
                        Runtime.getRuntime().availableProcessors(),
                        System.getProperty("os.name"),
                        Runtime.version().feature() + "." + Runtime.version().interim() + "."
                                + Runtime.version().update(),
                        operations,
                        writes,
                        faults,
                        kills,
                        databaseKills,
                        unknowns,
                        unanswered,
                        losses,
                        duplicates,
                        unsettled);
    }
}
