package io.github.kdpbridge.serviceclient.http;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.kdpbridge.serviceclient.http.AnswerLimit.BrokenException;
import io.github.kdpbridge.serviceclient.http.AnswerLimit.TooLargeException;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonBody;
import io.github.kdpbridge.serviceclient.json.JsonText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import okio.Buffer;
import okio.BufferedSource;

/** Bounds the body of an error. */
final class ErrorBody {
    private static final long MOST_BYTES = 64 << 10;
    private static final int LONGEST_VALUE = 4 << 10;

    private ErrorBody() {}

    /**
     * Returns a body of bounded size. A large error of the service keeps the wanted fields, with a shorter text for people;
     * of any other large body the beginning is kept. So it is of a body that breaks off: the status tells whether anything
     * was done.
     */
    static Buffer bounded(BufferedSource body, FieldNames wanted) throws IOException {
        try {
            if (!body.request(MOST_BYTES)) {
                return body.getBuffer();
            }
        } catch (BrokenException e) {
            return body.getBuffer();
        } catch (TooLargeException e) {
            // also shortened
        }
        Buffer beginning = new Buffer();
        body.getBuffer()
                .copyTo(beginning, 0, Math.min(MOST_BYTES, body.getBuffer().size()));
        try {
            return shortened(body, wanted);
        } catch (IOException | JsonDataException notAnError) {
            return beginning;
        }
    }

    private static Buffer shortened(BufferedSource body, FieldNames wanted) throws IOException {
        JsonBody.skipMark(body);
        JsonReader reader = JsonReader.of(body);
        List<String> fields = new ArrayList<>();
        reader.beginObject();
        while (reader.hasNext()) {
            int kept = reader.selectName(wanted.options());
            if (kept < 0) {
                reader.skipName();
                reader.skipValue();
            } else {
                fields.add(JsonText.quoted(wanted.names().get(kept)) + ":" + value(reader));
            }
        }
        reader.endObject();
        return new Buffer().writeUtf8("{" + String.join(",", fields) + "}");
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
