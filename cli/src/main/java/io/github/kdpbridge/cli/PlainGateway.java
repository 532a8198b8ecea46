package io.github.kdpbridge.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.ConfigFiles;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code kdp gateway --config FILE} without further options, the form that servers use. It avoids picocli, whose
 * classes have the format of Java 5: no class archive holds them, and they would take a fifth of the start.
 */
final class PlainGateway {
    private static final String LEAKS = "io.netty.leakDetection.level";
    private static final String COMMAND = "gateway";

    private PlainGateway() {}

    /** Returns the configuration file; empty if the command line has any other form, which is picocli's to read. */
    static Optional<Path> config(String... args) {
        boolean plain = args.length == 3
                && args[0].equals(COMMAND)
                && args[1].equals("--config")
                // An option, or a file of options.
                && !args[2].startsWith("-")
                && !args[2].startsWith("@");
        return plain ? Optional.of(Path.of(args[2])) : Optional.empty();
    }

    /** Serves until stopped; returns the exit code. */
    static int run(Path config) {
        try {
            ConfigFiles files = new ConfigFiles(config);
            serve(files, files.read(), new PrintWriter(System.out, true, UTF_8));
            return 0;
        } catch (RuntimeException e) {
            return KdpCommand.failed(COMMAND, e);
        }
    }

    /**
     * Starts a gateway, and reloads the configuration at each SIGHUP, and when its files change.
     *
     * @param files have read the configuration
     */
    static void serve(ConfigFiles files, GatewayConfig config, PrintWriter out) {
        serve(config, out, gateway -> {
            Reloading reloading = new Reloading(files, gateway::reload, out);
            Hangup.handle(reloading::now);
            if (config.get(GatewaySettings.RELOAD_ON_CHANGE)) {
                reloading.start();
            }
        });
    }

    /** Starts a gateway, prints its URL, and keeps it running as {@link Serving#untilStopped} says. */
    static void serve(GatewayConfig config, PrintWriter out) {
        serve(config, out, gateway -> {});
    }

    private static void serve(GatewayConfig config, PrintWriter out, Consumer<Gateway> started) {
        // Without this property, Jetty starts JMX to ask for the value, which takes longer than all the rest of Jetty.
        // A value that is too large is harmless.
        System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
        // The traces of buffers that are not given back cost 2% of a small request.
        System.setProperty(LEAKS, System.getProperty(LEAKS, "disabled"));
        Gateway gateway = Gateway.start(config);
        started.accept(gateway);
        gateway.adminUrl().ifPresent(admin -> out.println("health and metrics at " + admin));
        Serving.untilStopped(COMMAND, gateway.url(), gateway.ready(), gateway, out);
    }
}
