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
import java.util.stream.Stream;

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

    /** The same command again and again: each output is shown once, with its number. */
    record Repeated(int times, List<String> words) implements Act {
        @Override
        public boolean play(Cast cast) {
            cast.teller().command("for i in {1..%d}; do kdp migrate %s; done".formatted(times, Teller.shell(words)));
            PrintWriter unseen = new PrintWriter(Writer.nullWriter());
            List<Ran> all = Stream.generate(() -> cast.operator().run(unseen, words))
                    .limit(times)
                    .toList();
            all.stream()
                    .distinct()
                    .forEach(each -> cast.teller()
                            .line("%s  (%d times)".formatted(each.text().strip(), Collections.frequency(all, each))));
            return all.stream().allMatch(each -> each.exitCode() == 0);
        }
    }

    /** An upload of the old program, and the generation that must have done it. */
    record Upload(String transaction, String customer, String device, Generation expected) implements Act {
        @Override
        public boolean play(Cast cast) {
            SessionRequest request = OldProgram.upload(transaction, customer, device);
            Answer answer = shown(request, cast).answer();
            Optional<Generation> servedBy = cast.stage().servedBy(transaction);
            String side = servedBy.map(Generation::label).orElse("neither generation");
            cast.teller().line("  (the simulator's journal: %s accepted %s)".formatted(side, transaction));
            boolean isComplete =
                    cast.stage().call(OldProgram.status(transaction)).settled();
            return answer.succeeded()
                    && isComplete
                    && servedBy.filter(expected::equals).isPresent();
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

    /** The fault of this story. */
    record Fault() implements Act {
        @Override
        public boolean play(Cast cast) {
            cast.stage().breakPortal();
            return true;
        }
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
