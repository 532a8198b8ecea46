package io.github.kdpbridge.cli;

/** The entry point of {@code kdp}. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        QuietLog.set(args);
        System.exit(PlainGateway.config(args).map(PlainGateway::run).orElseGet(() -> KdpCommand.run(args)));
    }
}
