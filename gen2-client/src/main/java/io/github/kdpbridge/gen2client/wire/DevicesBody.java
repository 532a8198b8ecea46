package io.github.kdpbridge.gen2client.wire;

import com.squareup.moshi.JsonAdapter;
import io.github.kdpbridge.core.Identifiers;
import java.io.IOException;
import java.util.List;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.BufferedSink;

/** The body of a large upload or deletion, which is streamed, with a known length all the same. */
final class DevicesBody extends RequestBody {
    static final MediaType JSON = MediaType.get("application/json; charset=UTF-8");
    /** A smaller body is written to memory, which gives its length. */
    private static final int LARGE = 8192;

    private final JsonAdapter<DevicesDto> adapter;
    private final DevicesDto devices;
    private final long length;

    private DevicesBody(JsonAdapter<DevicesDto> adapter, DevicesDto devices, long length) {
        this.adapter = adapter;
        this.devices = devices;
        this.length = length;
    }

    static RequestBody of(JsonAdapter<DevicesDto> adapter, DevicesDto devices) {
        Identifiers identifiers = devices.devices();
        if (identifiers != null && identifiers.width() > 0) {
            long listLength = IdentifiersAdapter.length(identifiers);
            if (listLength > LARGE) {
                long around = json(adapter, devices.with(Identifiers.copyOf(List.of())))
                                .size()
                        - "[]".length();
                return new DevicesBody(adapter, devices, around + listLength);
            }
        }
        return RequestBody.create(json(adapter, devices).readByteString(), JSON);
    }

    private static Buffer json(JsonAdapter<DevicesDto> adapter, DevicesDto devices) {
        Buffer json = new Buffer();
        try {
            adapter.toJson(json, devices);
        } catch (IOException e) {
            throw new AssertionError("a buffer in memory cannot fail", e);
        }
        return json;
    }

    @Override
    public MediaType contentType() {
        return JSON;
    }

    @Override
    public long contentLength() {
        return length;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        adapter.toJson(sink, devices);
    }
}
