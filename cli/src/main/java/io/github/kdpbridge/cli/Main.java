package io.github.kdpbridge.cli;

/** Where {@code kdp} begins. */
public final class Main {
    private Main() {}

    /**
     * Runs one command and ends the JVM with its exit code.
     *
     * @param args the command line
     */
    public static void main(String[] args) {
        QuietLog.set(args);
        System.exit(PlainGateway.config(args).map(PlainGateway::run).orElseGet(() -> KdpCommand.run(args)));
    }
}
