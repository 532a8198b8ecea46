package io.github.kdpbridge.cli;

import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.JsonEscapeUtil;
import io.github.kdpbridge.serviceclient.http.TraceHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/**
 * Logback's JSON, an object a line, with the request id, the trace id and the values of the access and the audit log as
 * fields of their own: Logback nests them, and makes all of them texts. Made by Logback, as {@code logback.xml} says.
 */
public final class JsonLines extends JsonEncoder {
    /** What is in the context to be passed on; its part for the log is the trace id. */
    private static final Set<String> HEADERS = Set.of(TraceHeaders.PARENT, TraceHeaders.STATE);

    /** Creates it; Logback sets it up. */
    public JsonLines() {
        setWithMDC(false);
        setWithKVPList(false);
        setWithMessage(false);
        setWithFormattedMessage(true);
        setWithArguments(false);
        setWithContext(false);
        setWithMarkers(false);
        setWithNanoseconds(false);
        setWithSequenceNumber(false);
    }

    @Override
    protected void appendCustomFields(StringBuilder json, ILoggingEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>(event.getMDCPropertyMap());
        fields.keySet().removeAll(HEADERS);
        @Nullable List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> fields.put(pair.key, pair.value));
        }
        fields.forEach((name, value) -> append(json, name, value));
    }

    private static void append(StringBuilder json, String name, Object value) {
        json.append(",\"").append(JsonEscapeUtil.jsonEscapeString(name)).append("\":");
        if (value instanceof Number) {
            json.append(value);
        } else {
            json.append('"')
                    .append(JsonEscapeUtil.jsonEscapeString(String.valueOf(value)))
                    .append('"');
        }
    }
}
