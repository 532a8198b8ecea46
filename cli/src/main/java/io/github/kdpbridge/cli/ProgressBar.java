package io.github.kdpbridge.cli;

import io.github.kdpbridge.verify.verdict.Verifier.Progress;
import java.io.PrintWriter;

/** A progress bar on a terminal; prints nothing elsewhere. */
final class ProgressBar implements Progress {
    private static final int WIDTH = 40;
    private static final String ERASE_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean watched;
    private final String what;

    /**
     * Creates a bar.
     *
     * @param watched whether the output is a terminal
     * @param what the things counted, in the plural
     */
    ProgressBar(PrintWriter out, boolean watched, String what) {
        this.out = out;
        this.watched = watched;
        this.what = what;
    }

    @Override
    public void done(int done, int all) {
        if (!watched) {
            return;
        }
        int filled = all == 0 ? WIDTH : WIDTH * done / all;
        out.print(ERASE_LINE);
        if (done < all) {
            out.print("[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of " + all + " " + what);
        }
        out.flush();
    }
}
