package io.github.kdpbridge.compattests.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kdpbridge.compattests.process.Gen1Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A gateway as its operator configures it. Says {@code listening URL}, and {@code ready}. */
final class SoakGateway {
    private SoakGateway() {}

    /**
     * Starts it.
     *
     * @param args the configuration file, and the seed of the moves that it begins, if any
     */
    public static void main(String[] args) throws IOException {
        Gateway gateway = Gateway.start(GatewayConfig.read(Path.of(args[0])));
        System.out.println("listening " + gateway.url());
        if (args.length > 1) {
            RandomGenerator random = new SplittableRandom(Long.parseLong(args[1]));
            Wanderer wanderer =
                    new Wanderer(gateway.routes(), ResellerId.of(Gen1Request.RESELLER), random, new Ending());
            Thread moving = new Thread(wanderer);
            moving.setDaemon(true);
            moving.start();
        }
        var unused = gateway.ready().thenRun(() -> System.out.println("ready"));
        try (Reader in = new InputStreamReader(System.in, UTF_8)) {
            in.transferTo(new OutputStreamWriter(OutputStream.nullOutputStream(), UTF_8));
        }
        Runtime.getRuntime().halt(0); // the soak is gone
    }
}
