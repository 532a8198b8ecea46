package example;

import io.github.kdpbridge.spring.Gen1OkHttpCustomizer;
import okhttp3.OkHttpClient;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class LegacyConfiguration {
    @Bean
    OkHttpClient legacyHttp(Gen1OkHttpCustomizer kdp) {
        return kdp.customize(new OkHttpClient.Builder()).build();
    }
}
