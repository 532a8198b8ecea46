package shop;

import io.github.kdpbridge.core.DeviceCheck;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.typed.Gen1;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@SpringBootApplication
public class ShopApplication {
    public static void main(String[] args) {
        SpringApplication.run(ShopApplication.class, args);
    }

    @Bean
    Gen2Client client(@Value("${kdp.url}") String url) {
        return Gen2Client.builder(ResellerId.of(Orders.RESELLER))
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .deviceCheck(DeviceCheck.none())
                .baseUrl(url)
                .build();
    }

    @Bean
    @Primary
    Gen1ResellerApi kdp(Gen2Client client) {
        return Gen1.connect(client);
    }
}
