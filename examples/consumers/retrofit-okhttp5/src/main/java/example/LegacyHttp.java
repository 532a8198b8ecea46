package example;

import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import okhttp3.OkHttpClient;

final class LegacyHttp {
    static Gen2Client program(String clientId, String clientSecret) {
        return Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.oauth2(clientId, clientSecret))
                .deviceCheck(DeviceCheck.none())
                .build();
    }

    static OkHttpClient http(Gen2Client program) {
        return new OkHttpClient.Builder()
                .addInterceptor(Gen1CompatInterceptor.on(program))
                .build();
    }
}
