package example;

import io.github.kdpbridge.spring.Gen2ClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration
class KdpConfiguration {
    @Bean
    Gen2ClientCustomizer name() {
        return (reseller, builder) -> builder.name("Example Reseller");
    }
}
