package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.Moshi;
import io.github.kdpbridge.serviceclient.http.Transport;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import retrofit2.Retrofit;
import retrofit2.converter.moshi.MoshiConverterFactory;

/** The HTTP client under the service's interfaces, which never sends a request twice by itself. */
public final class Gen2Transport {
    private Gen2Transport() {}

    /**
     * Returns a client that shares connections and settings with another one, but without retries and redirects. It
     * reads no answer beyond {@link Resilience#answerLimit}.
     *
     * @param observer sees each request and its answer on the connection
     */
    public static OkHttpClient once(OkHttpClient http, Interceptor observer, Resilience settings) {
        return Transport.once(
                http.newBuilder().addInterceptor(new ErrorBodyLimit()).build(), observer, settings);
    }

    static <T> T service(HttpUrl baseUrl, OkHttpClient once, Moshi moshi, Class<T> type) {
        return new Retrofit.Builder()
                .baseUrl(baseUrl)
                .callFactory(once)
                .addConverterFactory(MoshiConverterFactory.create(moshi))
                .validateEagerly(true)
                .build()
                .create(type);
    }
}
