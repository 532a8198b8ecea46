package io.github.kdpbridge.gen2client.wire;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/** Cuts the body of an error off where no error of the service's reaches, so that no page of megabytes is held. */
final class ErrorBodyLimit implements Interceptor {
    private static final long MOST_BYTES = 64 << 10;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.isSuccessful()) {
            return response;
        }
        try (response) {
            ResponseBody beginning = response.peekBody(MOST_BYTES);
            return response.newBuilder().body(beginning).build();
        }
    }
}
