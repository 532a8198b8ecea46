package io.github.kdpbridge.cli;

import java.io.PrintWriter;

/** How to compare with the service itself, after a comparison with a simulated side. */
final class Proof {
    private Proof() {}

    static void print(PrintWriter out, String command) {
        out.println("For a proof against a real account (docs/compatibility.md, \"Against servers\"):");
        out.println("  " + command);
    }
}
