package io.github.kdpbridge.cli;

import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.world.World;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "simulate",
        description = "Serve both generations of the API over one simulated reseller portal, until it is stopped.",
        footerHeading = "%nExamples:%n",
        footer = {"  kdp simulate --port 8090", "  kdp simulate --world examples/world.json"})
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "The port to listen on; 0, the default, takes a free one.")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "H",
            defaultValue = "127.0.0.1",
            description = "The address to listen on, ${DEFAULT-VALUE} by default.")
    private String host;

    @Option(
            names = "--world",
            paramLabel = "FILE",
            description = "Resellers, keys, customers and devices, as JSON; by default a small built-in world.")
    private @Nullable Path world;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Simulator simulator = Simulator.start(options());
        Serving.untilStopped(
                "simulator",
                simulator.url(),
                CompletableFuture.completedStage(null),
                simulator,
                spec.commandLine().getOut());
        return ExitCode.OK;
    }

    private SimulatorOptions options() {
        try {
            World start = world == null ? World.standard() : World.read(world);
            return SimulatorOptions.builder().host(host).port(port).world(start).build();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }
}
