package io.github.kdpbridge.spring;

import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
import java.util.Objects;
import okhttp3.OkHttpClient;

/**
 * Has an {@link OkHttpClient} of old code answer the requests for generation 1 inside the process. There is one for each
 * reseller. Safe for use by many threads.
 *
 * <pre>{@code
 * @Bean
 * OkHttpClient legacyHttp(Gen1OkHttpCustomizer kdp) {
 *     return kdp.customize(new OkHttpClient.Builder()).build();
 * }
 * }</pre>
 */
public final class Gen1OkHttpCustomizer {
    private final Gen1CompatInterceptor interceptor;

    /** Creates a customizer that adds this interceptor. */
    public Gen1OkHttpCustomizer(Gen1CompatInterceptor interceptor) {
        this.interceptor = Objects.requireNonNull(interceptor, "interceptor");
    }

    /**
     * Adds the interceptor; add all others before.
     *
     * @return the same builder
     */
    public OkHttpClient.Builder customize(OkHttpClient.Builder builder) {
        return builder.addInterceptor(interceptor);
    }
}
