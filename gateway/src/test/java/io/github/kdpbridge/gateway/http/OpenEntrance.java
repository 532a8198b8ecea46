package io.github.kdpbridge.gateway.http;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Limits;
import io.github.kdpbridge.gateway.operator.GatewayMeters;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An entrance that takes any key for one program, with its meters; it is closed after the test. */
final class OpenEntrance implements AfterEachCallback {
    private final DeploymentProgram program;
    private final GatewayMeters meters = new GatewayMeters();
    private @Nullable Entrance entrance;

    OpenEntrance(DeploymentProgram program) {
        this.program = program;
    }

    URI start(Limits limits) {
        return start(limits, 1 << 20);
    }

    URI start(Limits limits, long memory) {
        GatewayConfig config =
                GatewayConfig.builder().anyKey(program).limits(limits).build();
        Gen1Handler handler = Gen1Handler.of(program);
        entrance = new Entrance(config, null, () -> handler, new ByteBudget(memory), meters);
        entrance.start(config.listen());
        return entrance.url();
    }

    String scrape() {
        return meters.scrape();
    }

    void close() {
        if (entrance != null) {
            entrance.close();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        close();
        meters.close();
    }
}
