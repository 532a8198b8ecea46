package io.github.kdpbridge.compattests.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.nio.file.Path;

/** A gateway as its operator configures it. Says {@code listening URL}, and {@code ready}. */
final class SoakGateway {
    private SoakGateway() {}

    /**
     * Starts it.
     *
     * @param args the configuration file
     */
    public static void main(String[] args) throws IOException {
        Gateway gateway = Gateway.start(GatewayConfig.read(Path.of(args[0])));
        System.out.println("listening " + gateway.url());
        var unused = gateway.ready().thenRun(() -> System.out.println("ready"));
        try (Reader in = new InputStreamReader(System.in, UTF_8)) {
            in.transferTo(new OutputStreamWriter(OutputStream.nullOutputStream(), UTF_8));
        }
        Runtime.getRuntime().halt(0); // the soak is gone
    }
}
