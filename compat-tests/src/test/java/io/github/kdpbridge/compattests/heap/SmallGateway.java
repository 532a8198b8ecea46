package io.github.kdpbridge.compattests.heap;

import com.google.common.net.HostAndPort;
import io.github.kdpbridge.compattests.process.Gen1Request;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.io.IOException;
import java.time.Instant;
import java.util.Set;

/** A gateway with its defaults, in a process of its own. Says {@code listening URL}, and ends when its input does. */
final class SmallGateway {
    private SmallGateway() {}

    /**
     * Starts it.
     *
     * @param args the URL of the service
     */
    public static void main(String[] args) throws IOException {
        Gateway gateway = Gateway.start(GatewayConfig.builder()
                .admin(HostAndPort.fromParts("127.0.0.1", 0))
                .account(new Gen2Account(
                        ResellerId.of(Gen1Request.RESELLER),
                        Set.of(Gen1Key.of("sim-gen1-key")),
                        new Gen2Service(
                                args[0],
                                context -> new Token(
                                        "Authorization",
                                        "Bearer made-up",
                                        Instant.now(),
                                        Instant.now().plusSeconds(3600)),
                                Resilience.builder().attempts(1).build(),
                                Gen2Profile.standard())))
                .build());
        System.out.println("listening " + gateway.url());
        while (System.in.read() >= 0) {
            // the test has nothing to say
        }
        Runtime.getRuntime().halt(0); // the test is gone
    }
}
