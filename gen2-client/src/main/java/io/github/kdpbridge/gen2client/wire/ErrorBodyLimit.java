package io.github.kdpbridge.gen2client.wire;

import com.google.common.collect.ImmutableList;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.serviceclient.http.AnswerLimit.BrokenException;
import io.github.kdpbridge.serviceclient.http.AnswerLimit.TooLargeException;
import io.github.kdpbridge.serviceclient.json.ByteOrderMark;
import io.github.kdpbridge.serviceclient.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/**
 * Limits the body of an error. A large error of the service keeps its code and its name, with a shorter text for
 * people; of any other large body the beginning is kept.
 */
final class ErrorBodyLimit implements Interceptor {
    private static final long MOST_BYTES = 64 << 10;
    private static final int LONGEST_VALUE = 4 << 10;
    private static final JsonReader.Options KEPT =
            JsonReader.Options.of(ErrorDto.WANTED.names().toArray(String[]::new));

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        if (response.isSuccessful()) {
            return response;
        }
        try (response) {
            BufferedSource source = response.body().source();
            return with(
                    response,
                    isLarge(source) ? shortened(source) : source.getBuffer().clone());
        }
    }

    /** If a body breaks off, its beginning is kept: the status tells whether anything was done. */
    private static boolean isLarge(BufferedSource source) throws IOException {
        try {
            return source.request(MOST_BYTES);
        } catch (BrokenException e) {
            return false;
        } catch (TooLargeException e) {
            return true;
        }
    }

    private static Response with(Response response, Buffer body) {
        ResponseBody kept = ResponseBody.create(body, response.body().contentType(), body.size());
        return response.newBuilder().body(kept).build();
    }

    private static Buffer shortened(BufferedSource source) throws IOException {
        Buffer beginning = new Buffer();
        source.getBuffer()
                .copyTo(beginning, 0, Math.min(MOST_BYTES, source.getBuffer().size()));
        ImmutableList.Builder<String> fields = ImmutableList.builder();
        try {
            ByteOrderMark.skip(source);
            JsonReader reader = JsonReader.of(source);
            reader.beginObject();
            while (reader.hasNext()) {
                int kept = reader.selectName(KEPT);
                if (kept < 0) {
                    reader.skipName();
                    reader.skipValue();
                } else {
                    fields.add(JsonText.quoted(KEPT.strings().get(kept)) + ":" + value(reader));
                }
            }
            reader.endObject();
        } catch (IOException | JsonDataException notAnError) {
            return beginning;
        }
        List<String> all = fields.build();
        return new Buffer().writeUtf8("{" + String.join(",", all) + "}");
    }

    /** Returns the JSON of a value, or the beginning of a text. */
    private static String value(JsonReader reader) throws IOException {
        try (BufferedSource json = reader.nextSource()) {
            if (!json.request(LONGEST_VALUE + 1L)) {
                return json.readUtf8();
            }
            String beginning = new String(json.readByteArray(LONGEST_VALUE), StandardCharsets.UTF_8);
            while (!json.exhausted()) { // Moshi loses its position if the end is left unread
                json.skip(json.getBuffer().size());
            }
            return JsonText.quoted((beginning.startsWith("\"") ? beginning.substring(1) : beginning) + "…");
        }
    }
}
