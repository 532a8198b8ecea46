package io.github.kdpbridge.cli;

import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.peer.Account;
import io.github.kdpbridge.verify.peer.PortalPeer;
import io.github.kdpbridge.verify.peer.RecordedSession;
import io.github.kdpbridge.verify.peer.RunNumbers;
import io.github.kdpbridge.verify.peer.ServerPeer;
import io.github.kdpbridge.verify.peer.SimulatedPeer;
import io.github.kdpbridge.verify.peer.SimulatorControl;
import io.github.kdpbridge.verify.report.HtmlReport;
import io.github.kdpbridge.verify.report.JUnitReport;
import io.github.kdpbridge.verify.report.Redaction;
import io.github.kdpbridge.verify.scenario.Scenario;
import io.github.kdpbridge.verify.verdict.KnownDifferences;
import io.github.kdpbridge.verify.verdict.SessionVerifier;
import io.github.kdpbridge.verify.verdict.Verification;
import io.github.kdpbridge.verify.verdict.Verifier;
import io.github.kdpbridge.verify.verdict.Verifier.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        description = {
            "Run scenarios, or a recorded session, on two sides that speak generation 1, compare the results, and"
                    + " write one page about it.",
            "Without --left and --right, both sides are simulated on this machine: the simulator's generation 1 against"
                    + " the bridge over its generation 2."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the results are the same, apart from known differences",
            "1:something is different, nothing could be compared, or nothing succeeded",
            "2:a wrong option, a missing variable, or a mistake in a file that was given"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  kdp verify",
            "  kdp verify --only 'delete/*' --junit results.xml",
            "  kdp verify --session recorded.har",
            "  kdp verify --left https://eu-be-reseller.samsungknox.com \\",
            "             --right http://gateway.example:8080",
            "",
            "Environment, for --left and --right:",
            "  KDP_VERIFY_KEY, KDP_VERIFY_RESELLER, KDP_VERIFY_CUSTOMER and more, see",
            "  docs/compatibility.md;",
            "  KDP_VERIFY_LEFT_… and KDP_VERIFY_RIGHT_… for one side only"
        })
@SuppressWarnings("NullAway.Init") // picocli sets what it requires before it calls.
final class VerifyCommand implements Callable<Integer> {
    private static final String LEFT = "LEFT";
    private static final String RIGHT = "RIGHT";

    static final class Servers {
        @Option(
                names = "--left",
                paramLabel = "URL",
                required = true,
                description =
                        "The reference: generation 1, or a server that speaks it. scheme://host:port, with an optional"
                                + " path before all paths.")
        private URI left;

        @Option(
                names = "--right",
                paramLabel = "URL",
                required = true,
                description = "The side under test: it has to answer as the left one.")
        private URI right;

        @Option(
                names = "--left-control",
                paramLabel = "URL",
                description = "The kdp simulate behind the left side. It is RESET before each scenario.")
        private @Nullable URI leftControl;

        @Option(
                names = "--right-control",
                paramLabel = "URL",
                description = "The kdp simulate behind the right side. It is RESET before each scenario.")
        private @Nullable URI rightControl;

        @Option(
                names = "--patience",
                paramLabel = "DURATION",
                defaultValue = "PT2M",
                description = "How long a transaction may be in progress, PT2M by default.")
        private Duration patience;

        record Place(URI url, @Nullable URI control) {
            @Nullable SimulatorControl simulator() {
                return control == null ? null : SimulatorControl.at(control);
            }
        }

        Place place(String which) {
            return which.equals(LEFT) ? new Place(left, leftControl) : new Place(right, rightControl);
        }
    }

    @ArgGroup(exclusive = false)
    private @Nullable Servers servers;

    @Mixin
    private ScenarioSelection selection;

    @Option(
            names = "--session",
            paramLabel = "FILE",
            description = "A recorded session, .http or .har, in place of the scenarios.")
    private @Nullable Path session;

    @Option(names = "--show-devices", description = "Show whole identifiers of devices in the report of a session.")
    private boolean showDevices;

    @Option(
            names = "--report",
            paramLabel = "FILE",
            defaultValue = "kdp-verify.html",
            description = "Where to write the page, ${DEFAULT-VALUE} by default.")
    private Path report;

    @Option(names = "--junit", paramLabel = "FILE", description = "Where to write the results for a build server.")
    private @Nullable Path junit;

    @Spec
    private CommandSpec spec;

    private final Map<String, String> environment;
    private final Clock clock = Clock.systemUTC();

    VerifyCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        return session == null ? ofScenarios() : ofSession(RecordedSession.read(session));
    }

    private int ofScenarios() {
        List<Scenario> scenarios = usage(() -> selection.scenarios(servers != null));
        if (selection.listing()) {
            PrintWriter out = spec.commandLine().getOut();
            scenarios.forEach(scenario ->
                    out.println(scenario.name() + " (" + scenario.operation() + ", " + scenario.condition() + ")"));
            out.flush();
            return ExitCode.OK;
        }
        List<String> secrets = new ArrayList<>();
        Instant now = clock.instant();
        try (PortalPeer left = scenarioPeer(LEFT, secrets);
                PortalPeer right = scenarioPeer(RIGHT, secrets)) {
            Verification verification =
                    new Verifier(left, right, KnownDifferences.read()).verify(scenarios, now, progress("scenarios"));
            return finish(verification, Redaction.of(secrets));
        }
    }

    private PortalPeer scenarioPeer(String which, List<String> secrets) {
        if (servers == null) {
            return simulated(which, World.standard());
        }
        Servers.Place place = servers.place(which);
        Duration patience = servers.patience;
        return reached(usage(() -> {
            Account account = place.control() == null
                    ? Account.fromEnvironment(environment, which)
                    : Account.ofSimulator(environment, which);
            secrets.addAll(account.secrets());
            return new ServerPeer(place.url(), account, runs(which), patience, place.simulator());
        }));
    }

    private int ofSession(RecordedSession recorded) {
        selection.refuse(spec.commandLine());
        SessionVerifier verifier = new SessionVerifier(recorded);
        List<String> secrets = new ArrayList<>(recorded.secrets());
        Instant now = clock.instant();
        try (PortalPeer left = sessionPeer(recorded, LEFT, secrets);
                PortalPeer right = sessionPeer(recorded, RIGHT, secrets)) {
            Verification verification = verifier.verify(left, right, now, progress("sides"));
            Redaction redaction = Redaction.of(secrets);
            return finish(
                    verification, showDevices ? redaction : redaction.maskingDevices(recorded.devices(), verification));
        }
    }

    private PortalPeer sessionPeer(RecordedSession recorded, String which, List<String> secrets) {
        if (servers == null) {
            return simulated(which, recorded.world());
        }
        Servers.Place place = servers.place(which);
        Duration patience = servers.patience;
        return reached(usage(() -> {
            Account account = Account.keysFromEnvironment(environment, which);
            secrets.addAll(account.secrets());
            return new ServerPeer(place.url(), account, runs(which), patience, place.simulator()).replaying(recorded);
        }));
    }

    private static PortalPeer simulated(String which, World world) {
        return which.equals(LEFT) ? SimulatedPeer.generation1(world) : SimulatedPeer.gateway(world);
    }

    /** Fails at once if the server is unreachable, and not once a scenario. */
    private static PortalPeer reached(ServerPeer peer) {
        peer.reach();
        return peer;
    }

    /** Turns a wrong value into a usage error. */
    private <T> T usage(Supplier<T> taking) {
        try {
            return taking.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private RunNumbers runs(String which) {
        return which.equals(LEFT) ? RunNumbers.ofLeft(clock) : RunNumbers.ofRight(clock);
    }

    /** Progress goes to standard output, because picocli detects a terminal only there. */
    private Progress progress(String what) {
        return new ProgressBar(
                spec.commandLine().getOut(),
                spec.commandLine().getColorScheme().ansi().enabled(),
                what);
    }

    private int finish(Verification verification, Redaction redaction) {
        write(report, new HtmlReport(verification, redaction, new Version().getVersion()[0]).page());
        if (junit != null) {
            write(junit, new JUnitReport(verification, redaction).xml());
        }
        PrintWriter out = spec.commandLine().getOut();
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        String style = verification.same() ? "green" : "bold,red";
        if (verification.evidence().limit().isPresent()) {
            Proof.print(out, verification.proof());
        }
        out.println(ansi.string("@|" + style + " " + verification.verdict() + "|@") + "; report: " + report);
        out.flush();
        return verification.same() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
