package io.github.kdpbridge.compattests.fault;

import io.github.kdpbridge.compattests.fault.LedgerTrouble.Stand;
import io.github.kdpbridge.compattests.process.TestPostgresql;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.Simulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.portal.AcceptedTransaction;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One operation through a gateway whose ledger is in trouble, and what must come of it. */
record LedgerCell(LedgerTrouble trouble, AskedOperation operation) {
    private static final int TRIES = 30;

    /** What the table says, and what is not as promised. */
    record Result(LedgerCell cell, String text, List<String> problems) {}

    Result play(TestPostgresql server) throws Exception {
        Path folder = Files.createTempDirectory("kdp-fault-");
        Stand stand = trouble.stand(folder, server);
        try (Simulator simulator = Simulator.start(
                        SimulatorOptions.builder().processingTime(Duration.ZERO).build());
                Gateway gateway = Gateway.start(config(simulator, stand))) {
            return play(simulator, Peer.at(gateway.url()), stand);
        } finally {
            stand.close().run();
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static GatewayConfig config(Simulator simulator, Stand stand) {
        return GatewayConfig.builder()
                .ledger(stand.store())
                .account(new Gen2Account(
                        ResellerId.of(Story.RESELLER),
                        Set.of(Gen1Key.of(Story.KEY)),
                        new Gen2Service(
                                simulator.url() + "/kcs/v1/rp",
                                OAuthTokenSource.of(Story.CLIENT_ID, Story.CLIENT_SECRET),
                                Resilience.builder()
                                        .firstPause(Duration.ofMillis(10))
                                        .build(),
                                Gen2Profile.standard())))
                .build();
    }

    private Result play(Simulator simulator, Peer peer, Stand stand) throws Exception {
        List<String> problems = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        if (operation != AskedOperation.UPLOAD) {
            require(peer.send(Story.upload(Story.EARLIER)).status() == 200, "the earlier upload is not done", problems);
            expected.add(Story.EARLIER);
        }
        stand.begin().run();
        Answer during = peer.send(Story.request(operation));
        boolean done = during.status() == 200;
        List<String> accepted = accepted(simulator);
        boolean sent = accepted.contains(Story.TRANSACTION);
        require(!operation.writes() || done == sent, "told " + during.status() + ", and sent: " + sent, problems);
        stand.end().run();

        Answer after = during;
        for (int i = 0; i < TRIES && after.status() != 200; i++) {
            after = peer.send(Story.request(operation));
        }
        require(after.status() == 200, "never done: " + after.status() + " " + after.body(), problems);
        if (operation.writes()) {
            expected.add(Story.TRANSACTION);
            Answer repeat = peer.send(Story.request(operation));
            require(repeat.body().equals(after.body()), "a repeat gets another answer: " + repeat.body(), problems);
        } else {
            String body = String.valueOf(after.body());
            require(Story.IMEIS.stream().allMatch(body::contains), "the status leaves devices out", problems);
        }
        require(accepted(simulator).equals(expected), "the service accepted " + accepted(simulator), problems);
        return new Result(this, done ? "done" : during.status() + ", then done", List.copyOf(problems));
    }

    private static List<String> accepted(Simulator simulator) {
        return simulator.transactions().stream()
                .map(AcceptedTransaction::transactionId)
                .toList();
    }

    private static void require(boolean holds, String problem, List<String> problems) {
        if (!holds) {
            problems.add(problem);
        }
    }
}
