package io.github.kdpbridge.cli;

import java.io.PrintWriter;

/** How to get what a comparison with a simulated side cannot give. */
final class Proof {
    private Proof() {}

    static void print(PrintWriter out, String command) {
        out.println("For a proof against a real account (docs/compatibility.md, \"Against servers\"):");
        out.println("  " + command);
    }
}
