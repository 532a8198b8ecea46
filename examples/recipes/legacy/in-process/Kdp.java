package example;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;

/** The program that the interceptors ask: one for all of them, with one memory. Written after the recipe has added its dependencies. */
public final class Kdp {
    private static final DeploymentProgram PROGRAM =
            Gen1.remembering(Gen2Client.builder(ResellerId.of("4680000925"))
                    .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                    .deviceCheck(DeviceCheck.none())
                    .baseUrl(System.getProperty("kdp.gen2"))
                    .build());

    private Kdp() {}

    public static DeploymentProgram program() {
        return PROGRAM;
    }
}
