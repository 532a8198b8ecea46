package io.github.kdpbridge.cli.demo;

import io.github.kdpbridge.cli.demo.Operator.Ran;
import io.github.kdpbridge.simulator.portal.Generation;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Exchange;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Something that is done in a scene, and shown. */
interface Act {
    /** The servers, the operator of the story, and the output. */
    record Cast(Stage stage, Operator operator, Teller teller) {}

    /** Does it; returns whether it went as the story says. */
    boolean play(Cast cast);

    /** An operator's command, and the exit code that the story expects. */
    record Command(int exitCode, List<String> words) implements Act {
        @Override
        public boolean play(Cast cast) {
            cast.teller().command("kdp migrate " + Teller.shell(words));
            Ran ran = cast.operator().run(cast.teller().out(), words);
            if (ran.exitCode() != 0) {
                cast.teller().line("(exit code %d)".formatted(ran.exitCode()));
            }
            return ran.exitCode() == exitCode;
        }
    }

    /** A command that watches, and the output that the story waits for. */
    record Watch(String until, List<String> words) implements Act {
        @Override
        public boolean play(Cast cast) {
            cast.teller().command("kdp migrate " + Teller.shell(words));
            return cast.operator()
                    .watch(cast.teller().out(), words, until)
                    .text()
                    .contains(until);
        }
    }

    /** A command that ends well, and whose output is too long to show. */
    record Piped(Filter filter, List<String> words) implements Act {
        @Override
        public boolean play(Cast cast) {
            cast.teller().command("kdp migrate %s | %s".formatted(Teller.shell(words), filter.shell()));
            Ran ran = cast.operator().run(unseen(), words);
            List<String> lines = ran.text().lines().toList();
            boolean isAsTold = ran.exitCode() == 0;
            (isAsTold ? filter.lines().apply(lines) : lines).forEach(cast.teller()::line);
            return isAsTold;
        }
    }

    /** A loop of commands: each output is shown once, with its number. */
    record Loop(String shell, List<List<String>> commands) implements Act {
        static Loop times(int times, List<String> words) {
            return new Loop(
                    "for i in {1..%d}; do kdp migrate %s; done".formatted(times, Teller.shell(words)),
                    Collections.nCopies(times, words));
        }

        /** Compares the lists of consecutive customers. */
        static Loop compare(List<String> customers) {
            String first = customers.get(0);
            String last = customers.get(customers.size() - 1);
            return new Loop(
                    "for c in {%s..%s}; do kdp migrate compare $c; done".formatted(first, last),
                    customers.stream()
                            .map(customer -> List.of("compare", customer))
                            .toList());
        }

        @Override
        public boolean play(Cast cast) {
            cast.teller().command(shell);
            List<Ran> all = commands.stream()
                    .map(words -> cast.operator().run(unseen(), words))
                    .toList();
            all.stream()
                    .distinct()
                    .forEach(each -> cast.teller().line(each.text().strip() + times(Collections.frequency(all, each))));
            return all.stream().allMatch(each -> each.exitCode() == 0);
        }

        private static String times(int number) {
            return number == 1 ? "" : "  (%d times)".formatted(number);
        }
    }

    /** An upload of the old program, and the generation that must have done it. */
    record Upload(String transaction, String customer, String device, Generation expected) implements Act {
        @Override
        public boolean play(Cast cast) {
            Answer answer = shown(request(), cast).answer();
            Optional<Generation> servedBy = cast.stage().servedBy(transaction);
            String side = servedBy.map(Generation::label).orElse("neither generation");
            cast.teller().line("  (the simulator's journal: %s accepted %s)".formatted(side, transaction));
            return answer.succeeded() && isDone(cast);
        }

        private SessionRequest request() {
            return OldProgram.upload(transaction, customer, device);
        }

        /** Waits until it is complete, and returns whether the expected generation did it. */
        private boolean isDone(Cast cast) {
            return cast.stage().call(OldProgram.status(transaction)).settled()
                    && cast.stage()
                            .servedBy(transaction)
                            .filter(expected::equals)
                            .isPresent();
        }
    }

    /** Uploads that need not be shown, all to be done by the same generation. */
    record Orders(String what, List<Upload> uploads) implements Act {
        @Override
        public boolean play(Cast cast) {
            cast.teller().line("");
            cast.teller().line("old program: " + what);
            uploads.forEach(upload -> cast.stage().call(upload.request()));
            long done = uploads.stream().filter(upload -> upload.isDone(cast)).count();
            String side = uploads.get(0).expected().label();
            cast.teller()
                    .line("  (the simulator's journal: %s accepted %d of %d)".formatted(side, done, uploads.size()));
            return done == uploads.size();
        }
    }

    /** A question of the old program, which the old service itself must answer alike. */
    record Question(SessionRequest request) implements Act {
        @Override
        public boolean play(Cast cast) {
            Answer answer = shown(request, cast).answer();
            Answer old = cast.stage().oldService(request);
            boolean isSame = answer.body().equals(old.body());
            cast.teller()
                    .line(
                            isSame
                                    ? "  (the old service itself says the same, byte by byte)"
                                    : "  (the old service itself says: %s)".formatted(old.body()));
            return answer.succeeded() && isSame;
        }
    }

    /** The fault of this story begins or ends, and the sentence that says so. */
    record Fault(boolean begins, String text) implements Act {
        @Override
        public boolean play(Cast cast) {
            cast.stage().sharesDevices(!begins);
            cast.teller().line("");
            cast.teller().line("(simulated: %s)".formatted(text));
            return true;
        }
    }

    private static PrintWriter unseen() {
        return new PrintWriter(Writer.nullWriter());
    }

    private static Exchange shown(SessionRequest request, Cast cast) {
        cast.teller().line("");
        cast.teller().line("old program: %s %s".formatted(request.method(), request.target()));
        if (request.body() != null) {
            cast.teller().line("  " + request.body());
        }
        Exchange exchange = cast.stage().call(request);
        cast.teller()
                .line("  -> %d %s"
                        .formatted(exchange.answer().status(), exchange.answer().body()));
        return exchange;
    }
}
