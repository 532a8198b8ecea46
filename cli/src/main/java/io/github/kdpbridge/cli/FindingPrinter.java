package io.github.kdpbridge.cli;

import io.github.kdpbridge.core.Count;
import io.github.kdpbridge.gateway.doctor.Finding;
import io.github.kdpbridge.gateway.doctor.Finding.Verdict;
import java.io.PrintWriter;
import picocli.CommandLine.Help.Ansi;

/** Prints and counts findings, a line each, with the advice below it. */
final class FindingPrinter {
    private static final int TEXT_COLUMN = 9;

    private final PrintWriter out;
    private final Ansi ansi;
    private int failures;
    private int warnings;
    private int unknown;

    FindingPrinter(PrintWriter out, Ansi ansi) {
        this.out = out;
        this.ansi = ansi;
    }

    void print(Finding finding) {
        out.println(mark(finding.verdict()) + finding.subject() + ": " + Text.printable(finding.text()));
        if (!finding.advice().isEmpty()) {
            out.println(" ".repeat(ansi.enabled() ? 2 : TEXT_COLUMN) + finding.advice());
        }
        out.flush();
    }

    /** Prints how many findings failed and how many are unknown; returns whether none failed. */
    boolean finish() {
        out.println(failures + " failed, " + Count.of(warnings, "warning")
                + (unknown == 0 ? "" : ", " + unknown + " unknown"));
        out.flush();
        return failures == 0;
    }

    private String mark(Verdict verdict) {
        return switch (verdict) {
            case GOOD -> mark("ok", "@|green ✓|@ ");
            case UNKNOWN -> {
                unknown++;
                yield mark("unknown", "@|faint ?|@ ");
            }
            case WARNING -> {
                warnings++;
                yield mark("warning", "@|yellow !|@ ");
            }
            case FAILED -> {
                failures++;
                yield mark("FAILED", "@|red ✗|@ ");
            }
        };
    }

    private String mark(String plain, String coloured) {
        return ansi.enabled() ? ansi.string(coloured) : Text.padded(plain, TEXT_COLUMN);
    }
}
