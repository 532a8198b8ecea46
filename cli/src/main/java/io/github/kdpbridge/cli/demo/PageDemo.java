package io.github.kdpbridge.cli.demo;

import com.google.common.collect.ImmutableList;
import io.github.kdpbridge.cli.demo.Operator.Ran;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** The operators' page over a migration that is half way, with an old program at work; until it is stopped. */
final class PageDemo {
    private static final List<String> MOVED = Stage.CUSTOMERS.subList(0, 4);
    private static final String BROUGHT_BACK = Stage.CUSTOMERS.get(1);
    private static final String ON_GEN2 = Stage.CUSTOMERS.get(3);
    private static final List<String> COMPARED = Stage.CUSTOMERS.subList(0, 17);

    /** Each call is compared at once, so that what the visitor does has a result within seconds. */
    private static final String LIMITS = """
            %s
                    shadow { rate = 50, share = 1, confirm = [1s, 2s] }""".formatted(Stage.QUICK_GATES);

    private final Kdp kdp;
    private final Teller teller;

    PageDemo(Kdp kdp, Teller teller) {
        this.kdp = kdp;
        this.teller = teller;
    }

    /**
     * Serves the page until this thread is interrupted or the program ends.
     *
     * @return whether the migration could be prepared
     * @throws IOException if there is no folder for the ledger
     */
    boolean serve() throws IOException {
        teller.line(
                "A migration is prepared: 20 customers, both generations simulated, the gateway and its page real.");
        Token operator = Token.create(kdp, unseen(), "operator-1", "operator");
        Token viewer = Token.create(kdp, unseen(), "viewer-1", "viewer");
        try (Stage stage = Stage.open(operator.line() + "\n" + viewer.line(), LIMITS)) {
            boolean isPrepared = prepare(stage, operator);
            if (isPrepared) {
                Traffic.start(stage, Stage.CUSTOMERS);
                welcome(stage, operator, viewer);
                new CountDownLatch(1).await();
            }
            return isPrepared;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Has four customers moved, one of them further, and one with a phone that generation 1 does not know. */
    private boolean prepare(Stage stage, Token token) {
        Operator operator = new Operator(
                kdp,
                Map.of("KDP_MIGRATE_TOKEN", token.secret()),
                List.of("--url", stage.adminUrl().toString()));
        order(stage, "PO-1", 1, Stage.CUSTOMERS);
        List<List<String>> commands = ImmutableList.<List<String>>builder()
                .add(promote("SHADOW", "compare first", COMPARED))
                .add(promote("SHADOW", "compare first", List.of("*")))
                .addAll(compare(COMPARED))
                .addAll(compare(COMPARED))
                .add(promote("CANARY", "first customers", MOVED))
                .build();
        if (!commands.stream().allMatch(command -> ran(operator, command))) {
            return false;
        }
        order(stage, "PO-2", 101, List.of(ON_GEN2));
        stage.sharesDevices(false);
        order(stage, "PO-3", 201, List.of(BROUGHT_BACK));
        stage.sharesDevices(true);
        return ran(operator, promote("GEN2", "trial is over", List.of(ON_GEN2)));
    }

    /** Uploads a phone for each customer, and waits until all are registered. */
    private static void order(Stage stage, String name, int firstDevice, List<String> customers) {
        for (int i = 0; i < customers.size(); i++) {
            stage.call(OldProgram.upload(name + "-" + i, customers.get(i), OldProgram.imei(firstDevice + i)));
        }
        for (int i = 0; i < customers.size(); i++) {
            stage.call(OldProgram.status(name + "-" + i));
        }
    }

    private boolean ran(Operator operator, List<String> command) {
        Ran ran = operator.run(unseen(), command);
        if (ran.exitCode() != 0) {
            teller.line(
                    "kdp migrate %s: exit code %d\n%s".formatted(Teller.shell(command), ran.exitCode(), ran.text()));
        }
        return ran.exitCode() == 0;
    }

    private void welcome(Stage stage, Token operator, Token viewer) {
        teller.line("""

                Open this, and paste a token:

                  %s/migration

                  %s  operator-1, who moves customers
                  %s  viewer-1, who only looks

                An old program goes on ordering for all customers at %s.
                Look for customer %s: generation 1 does not know one of its phones. A rule
                finds that, and brings the customer back before your eyes, within half a minute.
                Then move another customer to generation 2, and back.

                Ctrl-C stops all of it, and leaves nothing behind.""".formatted(stage.adminUrl(), operator.secret(), viewer.secret(), stage.url(), BROUGHT_BACK));
    }

    private static List<String> promote(String phase, String reason, List<String> units) {
        return ImmutableList.<String>builder()
                .add("promote")
                .addAll(units)
                .add("--to", phase, "--reason", reason, "--wait", "--max-parallel", "20")
                .build();
    }

    private static List<List<String>> compare(List<String> customers) {
        return customers.stream().map(customer -> List.of("compare", customer)).toList();
    }

    private static PrintWriter unseen() {
        return new PrintWriter(Writer.nullWriter());
    }
}
