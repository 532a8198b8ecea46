package example;

import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;

final class Programs {
    private Programs() {}

    static Gen2Client open(String service, String clientId, String clientSecret) {
        Gen2Client program = Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.oauth2(clientId, clientSecret))
                .deviceCheck(DeviceCheck.none())
                .baseUrl(service) // http://127.0.0.1:9090/kcs/v1/rp of a simulator; without this line, the real service
                .build();
        return program;
    }
}
