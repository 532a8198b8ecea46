package io.github.kdpbridge.cli;

/** The entry point of {@code kdp}. */
public final class Main {
    private static final int USAGE = 2;

    private Main() {}

    /** Runs one command and ends the JVM with its exit code. */
    public static void main(String[] args) {
        QuietLog.set(args);
        System.exit(LogSettings.set(System.getenv()).map(Main::refuse).orElseGet(() -> run(args)));
    }

    private static int run(String... args) {
        return PlainGateway.config(args).map(PlainGateway::run).orElseGet(() -> KdpCommand.run(args));
    }

    private static int refuse(String mistake) {
        System.err.println("kdp: " + mistake);
        return USAGE;
    }
}
