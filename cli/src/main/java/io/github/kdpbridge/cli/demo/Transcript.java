package io.github.kdpbridge.cli.demo;

import java.io.PrintWriter;
import java.io.Writer;

/** Passes the output of a command on, and remembers it. */
final class Transcript extends Writer {
    private final PrintWriter out;
    private final StringBuilder text = new StringBuilder();

    Transcript(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        text.append(buffer, offset, length);
        out.write(buffer, offset, length);
    }

    @Override
    public void flush() {
        out.flush();
    }

    /** The output belongs to the demo. */
    @Override
    public void close() {
        flush();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
