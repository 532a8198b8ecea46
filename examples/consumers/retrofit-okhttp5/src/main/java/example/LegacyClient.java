package example;

import io.github.kdpbridge.gen1facade.okhttp.Gen1CompatInterceptor;
import okhttp3.OkHttpClient;

/** Retrofit as it was written for generation 1; one line is new. */
final class LegacyClient {
    private LegacyClient() {}

    static ResellerApi on(io.github.kdpbridge.core.DeploymentProgram program) {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(Gen1CompatInterceptor.on(program))
                .build();
        return new retrofit2.Retrofit.Builder()
                .baseUrl("https://eu-be-reseller.samsungknox.com/")
                .client(http)
                .addConverterFactory(retrofit2.converter.moshi.MoshiConverterFactory.create())
                .build()
                .create(ResellerApi.class);
    }
}
