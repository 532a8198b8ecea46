package io.github.kdpbridge.gateway.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** The parameters of a request on the admin side. */
final class Query {
    private Query() {}

    /**
     * Returns the values of each parameter, in their order.
     *
     * @throws IllegalArgumentException if the query cannot be read; Jetty has several exceptions for that
     */
    static Map<String, List<String>> of(Request request) {
        try {
            return values(Request.extractQueryParameters(request));
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("the query cannot be read; it must be percent-encoded UTF-8", e);
        }
    }

    static Map<String, List<String>> values(Fields fields) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        fields.forEach(field -> values.put(field.getName(), field.getValues()));
        return values;
    }
}
