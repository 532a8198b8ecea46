package io.github.kdpbridge.cli.demo;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.cli.demo.Act.Command;
import io.github.kdpbridge.cli.demo.Act.Fault;
import io.github.kdpbridge.cli.demo.Act.Loop;
import io.github.kdpbridge.cli.demo.Act.Orders;
import io.github.kdpbridge.cli.demo.Act.Piped;
import io.github.kdpbridge.cli.demo.Act.Question;
import io.github.kdpbridge.cli.demo.Act.Upload;
import io.github.kdpbridge.cli.demo.Act.Watch;
import io.github.kdpbridge.simulator.portal.Generation;
import java.util.List;
import java.util.stream.IntStream;

/** The migration of a reseller: one customer there, back, and there again; then all. */
final class Story {
    private static final String FIRST = Stage.CUSTOMERS.get(0);
    private static final String SECOND = Stage.CUSTOMERS.get(1);
    private static final List<String> OTHERS = Stage.CUSTOMERS.subList(1, Stage.CUSTOMERS.size());
    private static final int GATE = 4;
    private static final int DIFFERS = 1;
    /** How many comparisons without a difference make it gone. */
    private static final int GONE_AFTER = 100;

    private Story() {}

    static List<Scene> scenes() {
        return List.of(
                inFrontOfTheOldService(),
                shadow(),
                gates(),
                firstCustomer(),
                onGeneration2(),
                tenPercent(),
                difference(),
                fixed(),
                again(),
                all(),
                done());
    }

    private static Scene inFrontOfTheOldService() {
        return new Scene(
                "The gateway stands in front of the old service, and changes nothing",
                """
                An old program uploads phones for the customers of its reseller. Only its address
                has changed. The gateway passes each call on to generation 1, and the answer back
                as it came. It lists each customer that it has seen, and one unit more, "account *",
                for the calls that name no customer.""",
                List.of(
                        upload(1, FIRST, Generation.ONE),
                        new Orders(
                                "the same for the other customers, PO-2 to PO-20", orders(2, OTHERS, Generation.ONE)),
                        new Question(OldProgram.status("PO-1")),
                        new Piped(Filter.last(), List.of("status"))));
    }

    private static Scene shadow() {
        return new Scene(
                "Answers are compared in the shadow",
                """
                From now on the gateway repeats some questions of the old program to generation 2,
                after the program has its answer. Writes are never repeated. The command
                "compare" compares a whole list now.""",
                List.of(
                        new Piped(Filter.last(), promote("SHADOW", "compare all", "--wave", "all")),
                        new Piped(Filter.last(), List.of("status")),
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
                        new Command(GATE, List.of("plan", FIRST, SECOND, "--to", "CANARY")),
                        Loop.times(19, List.of("compare", FIRST)),
                        new Command(GATE, List.of("plan", FIRST, SECOND, "--to", "CANARY")),
                        new Command(GATE, List.of("promote", SECOND, "--reason", "too early"))));
    }

    private static Scene firstCustomer() {
        return new Scene(
                "One customer moves",
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
                The old program does not notice the move. The other customers stay on generation 1,
                and a transaction from before the move is found where it was sent.""",
                List.of(
                        upload(101, FIRST, Generation.TWO),
                        upload(102, SECOND, Generation.ONE),
                        new Question(OldProgram.status("PO-1")),
                        new Command(0, List.of("names", "PO-1")),
                        new Command(0, List.of("names", "PO-101")),
                        new Question(OldProgram.list(FIRST))));
    }

    private static Scene tenPercent() {
        return new Scene(
                "Ten percent move",
                """
                The wave w1 is a share of 10 % of the customers: two of these twenty. Each customer
                needs one comparison of its own, now that the account has many.""",
                List.of(
                        Loop.compare(OTHERS),
                        new Command(0, List.of("plan", "--wave", "w1", "--to", "CANARY")),
                        new Command(0, promote("CANARY", "first wave", "--wave", "w1", "--wait")),
                        new Piped(Filter.last(), List.of("status"))));
    }

    private static Scene difference() {
        return new Scene(
                "A difference appears, and a rule brings its customer back",
                """
                A fault begins in the service. The comparison finds it. A rule looks every
                ten seconds, acts at its second look, and brings the customer back; the other two
                stay. The customer does not move again before the difference is gone.""",
                List.of(
                        new Fault(true, "what is uploaded through generation 2 is missing in generation 1"),
                        upload(201, FIRST, Generation.TWO),
                        new Command(DIFFERS, List.of("compare", FIRST)),
                        new Watch("SHADOW  since", List.of("status", FIRST, "--watch")),
                        new Piped(Filter.last(), List.of("status")),
                        new Command(0, List.of("differences", "--open")),
                        new Command(GATE, List.of("plan", FIRST, "--to", "CANARY"))));
    }

    private static Scene fixed() {
        return new Scene(
                "The cause is fixed",
                """
                The missing phone is uploaded once more, which generation 1 does now, and the service
                is repaired. A difference is gone once 100 comparisons did not find it. (An operator
                could also accept it with a note: but then the next one like it is tolerated.)""",
                List.of(
                        new Upload("PO-202", FIRST, OldProgram.imei(201), Generation.ONE),
                        new Fault(false, "both generations see all uploads again"),
                        Loop.times(GONE_AFTER, List.of("compare", FIRST)),
                        new Command(0, List.of("differences"))));
    }

    private static Scene again() {
        return new Scene(
                "The customer moves again",
                """
                Nothing moves forward by itself: this is an operator's decision, with its reason.""",
                List.of(
                        new Command(0, List.of("plan", FIRST, "--to", "CANARY")),
                        new Command(0, promote("CANARY", "repaired", FIRST, "--wait")),
                        upload(203, FIRST, Generation.TWO)));
    }

    private static Scene all() {
        return new Scene(
                "All move",
                """
                The rest follow, each when its turn comes. In CANARY, rules bring a customer back;
                after its trial it is in GEN2, where they only raise an alarm. "account *" has no
                writes, so that an operator says that this is enough.""",
                List.of(
                        new Command(0, List.of("compare", "*")),
                        new Piped(
                                Filter.matching("1200000340"),
                                promote("CANARY", "last wave", "--wave", "all", "--wait", "--max-parallel", "20")),
                        new Piped(Filter.last(), List.of("status")),
                        new Orders(
                                "uploads for each customer, PO-301 to PO-320",
                                orders(301, Stage.CUSTOMERS, Generation.TWO)),
                        new Command(0, promote("GEN2", "trial is over", "*", "--idle", "it has no writes")),
                        new Piped(Filter.last(), promote("GEN2", "trial is over", "--wave", "all")),
                        new Piped(Filter.last(), List.of("status"))));
    }

    private static Scene done() {
        return new Scene(
                "Done",
                """
                From DONE, only "reopen" leads back. The old service is still asked for the status of
                old transactions; then "gen1" and "migration" can leave the configuration. The log
                has each move with its author, reason and evidence. The report has what the pairs of
                answers taught of the two services.""",
                List.of(
                        new Piped(Filter.last(), promote("DONE", "generation 1 is over", "--wave", "all")),
                        new Piped(Filter.last(), List.of("status")),
                        upload(401, FIRST, Generation.TWO),
                        new Question(OldProgram.status("PO-1")),
                        new Piped(Filter.matching(FIRST), List.of("log")),
                        new Piped(Filter.matching("[1-9][0-9]* (for|against)"), List.of("report"))));
    }

    private static Upload upload(int number, String customer, Generation expected) {
        return new Upload("PO-" + number, customer, OldProgram.imei(number), expected);
    }

    /** One upload for each of these customers. */
    private static List<Upload> orders(int from, List<String> customers, Generation expected) {
        return IntStream.range(0, customers.size())
                .mapToObj(i -> upload(from + i, customers.get(i), expected))
                .toList();
    }

    private static List<String> promote(String phase, String reason, String... units) {
        return ImmutableList.<String>builder()
                .add("promote")
                .add(units)
                .add("--to", phase, "--reason", reason)
                .build();
    }
}
