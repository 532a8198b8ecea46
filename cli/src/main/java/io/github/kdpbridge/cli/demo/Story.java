package io.github.kdpbridge.cli.demo;

import io.github.kdpbridge.cli.demo.Act.Command;
import io.github.kdpbridge.cli.demo.Act.Fault;
import io.github.kdpbridge.cli.demo.Act.Question;
import io.github.kdpbridge.cli.demo.Act.Repeated;
import io.github.kdpbridge.cli.demo.Act.Upload;
import io.github.kdpbridge.cli.demo.Act.Watch;
import io.github.kdpbridge.simulator.portal.Generation;
import java.util.List;

/** The migration of a customer, there and back. */
final class Story {
    private static final String FIRST = "1200000321";
    private static final String SECOND = "1200000322";
    private static final int GATE = 4;
    private static final int DIFFERS = 1;

    private Story() {}

    static List<Scene> scenes() {
        return List.of(inFrontOfTheOldService(), shadow(), gates(), promotion(), onGeneration2(), fault(), lookBack());
    }

    private static Scene inFrontOfTheOldService() {
        return new Scene(
                "The gateway stands in front of the old service, and changes nothing",
                """
                An old program uploads phones for two customers of its reseller. Only its
                address has changed. The gateway passes each call on to generation 1, and
                the answer back as it came.""",
                List.of(
                        new Upload("PO-1", FIRST, "351800000000701", Generation.ONE),
                        new Upload("PO-2", SECOND, "351800000001188", Generation.ONE),
                        new Question(OldProgram.status("PO-1")),
                        new Watch("3 GEN1", List.of("status", "--watch"))));
    }

    private static Scene shadow() {
        return new Scene(
                "Answers are compared in the shadow",
                """
                From now on the gateway repeats some questions of the old program to generation 2,
                after the program has its answer. Writes are never repeated. The command
                "compare" compares a whole list now.""",
                List.of(
                        new Command(
                                0, List.of("promote", "--wave", "all", "--to", "SHADOW", "--reason", "compare all")),
                        new Question(OldProgram.list(FIRST)),
                        new Command(0, List.of("compare", FIRST))));
    }

    private static Scene gates() {
        return new Scene(
                "Gates keep a customer until enough is known",
                """
                A plan shows each gate with its number, and moves nothing. In a real migration the
                comparisons come from a week of traffic; here, the first customer is compared
                a few times more. The second one is not ready, and does not move.""",
                List.of(
                        new Command(0, List.of("plan", FIRST, SECOND, "--to", "CANARY")),
                        new Repeated(19, List.of("compare", FIRST)),
                        new Command(0, List.of("plan", FIRST, SECOND, "--to", "CANARY")),
                        new Command(GATE, List.of("promote", SECOND, "--reason", "too early"))));
    }

    private static Scene promotion() {
        return new Scene(
                "The first customer moves",
                """
                The move waits until no transaction of the customer is in progress, holds its new
                writes for a moment (503 with Retry-After), and then flips to generation 2.""",
                List.of(
                        new Command(0, List.of("promote", FIRST, "--reason", "first customer")),
                        new Watch("CANARY  since", List.of("status", FIRST, "--watch"))));
    }

    private static Scene onGeneration2() {
        return new Scene(
                "Generation 2 serves the same calls, with the same answers",
                """
                The old program does not notice the move. The other customer stays on generation 1,
                and a transaction from before the move is found where it was sent.""",
                List.of(
                        new Question(OldProgram.list(FIRST)),
                        new Upload("PO-3", FIRST, "351800000001261", Generation.TWO),
                        new Upload("PO-4", SECOND, "351800000001279", Generation.ONE),
                        new Question(OldProgram.status("PO-1")),
                        new Command(0, List.of("names", "PO-1")),
                        new Command(0, List.of("names", "PO-3"))));
    }

    private static Scene fault() {
        return new Scene(
                "Something breaks, and a rule brings the customer back",
                """
                A fault is simulated: devices that are uploaded through generation 2 are missing in
                generation 1. The comparison finds it. A rule looks every ten seconds, acts at its
                second look, and brings the customer back.""",
                List.of(
                        new Fault(),
                        new Upload("PO-5", FIRST, "351800000001287", Generation.TWO),
                        new Command(DIFFERS, List.of("compare", FIRST)),
                        new Watch("SHADOW  since", List.of("status", FIRST, "--watch")),
                        new Command(0, List.of("differences", "--open")),
                        new Upload("PO-6", FIRST, "351800000001295", Generation.ONE)));
    }

    private static Scene lookBack() {
        return new Scene(
                "What happened, and why",
                """
                The log has each move with its author, reason and evidence. The report says how
                ready each customer is: the first one stays until its differences are settled.""",
                List.of(new Command(0, List.of("log")), new Command(0, List.of("report"))));
    }
}
