package io.github.kdpbridge.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import io.github.kdpbridge.gateway.HeldProgram;
import io.github.kdpbridge.gateway.TestCertificates;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.GatewaySettings;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gateway.tls.CertificateWatch;
import io.github.kdpbridge.gateway.tls.Tls;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The handshake is a part of the time for a head, and has no deadline of its own. */
@Tag("one-jdk")
class HandshakeTimeTest {
    private static final byte[] BEGIN_OF_A_HELLO = {22, 3, 1, 2, 0};

    @TempDir
    Path folder;

    private final GatewayMeters meters = new GatewayMeters();
    private final ReceiveDeadlines deadlines = new ReceiveDeadlines(Limits.standard()
            .with(GatewaySettings.HEAD_TIME, Duration.ofHours(1))
            .with(GatewaySettings.IDLE, Duration.ofHours(1)));
    private final Places places = new Places(1);
    private final Workers workers = new Workers(1, () -> {});

    @AfterEach
    void stop() {
        workers.close();
        meters.close();
    }

    private Endpoint endpoint() {
        HeldProgram program = new HeldProgram();
        GatewayConfig config = GatewayConfig.builder().anyKey(program).build();
        Gen1Handler handler = Gen1Handler.of(program);
        return new Endpoint(
                () -> handler,
                new Intake(1000, new ByteBudget(1000), places, deadlines),
                workers,
                new Answers(
                        new UnreadAnswers(1000, Duration.ofMinutes(1), meters),
                        new WrongKeys(1000, Ticker.systemTicker()),
                        new Callers(config.proxies()),
                        meters),
                meters);
    }

    @Test
    void slowHandshake_hasTheTimeForAHead() throws IOException {
        Tls.Pem tls = new Tls.Pem(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        TestCertificates.writePem(tls.certificates(), tls.privateKey());
        EmbeddedChannel channel = new EmbeddedChannel(new Protocols(endpoint(), 8192, new CertificateWatch(tls)));
        channel.writeInbound(Unpooled.copiedBuffer(BEGIN_OF_A_HELLO));

        channel.advanceTimeBy(59, TimeUnit.MINUTES);
        channel.runScheduledPendingTasks();

        assertThat(channel.isOpen()).isTrue();
        channel.finishAndReleaseAll();
    }
}
