package example;

import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.serviceclient.event.MicrometerListener;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class KdpConfiguration {
    @Bean
    Gen2Client kdp(
            @Value("${kdp.reseller}") String reseller,
            @Value("${kdp.client-id}") String clientId,
            @Value("${kdp.client-secret}") String clientSecret,
            @Value("${kdp.url:https://api.samsungknox.com/kcs/v1/rp}") String url,
            MeterRegistry registry) {
        return Gen2Client.builder(ResellerId.of(reseller))
                .tokens(TokenSource.oauth2(clientId, clientSecret))
                .baseUrl(url)
                .listener(new MicrometerListener(registry))
                .build(); // Spring closes it
    }
}
