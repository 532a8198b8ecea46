package io.github.kdpbridge.gen1client.wire;

import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.gen1facade.wire.Gen1Field;
import io.github.kdpbridge.gen1facade.wire.Gen1ListField;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The requests of generation 1 that read (contract, sections 2, 5 and 6), at the first of each operation's paths.
 *
 * @param baseUrl the URL up to {@code /bulkenroll}
 * @param reseller the account that is asked for
 * @param profile paths and names
 */
record Gen1Questions(HttpUrl baseUrl, ResellerId reseller, Gen1Profile profile) {
    private static final MediaType JSON = MediaType.get("application/json");

    Request status(StatusRequest request) {
        Map<String, Object> query = parameters(null, request.vendor());
        query.put(Gen1Field.TRANSACTION_ID, request.transaction().value());
        return get(profile.statusPaths(), query);
    }

    Request transactions(TransactionsQuery query) {
        return get(profile.statusPaths(), paged(parameters(query.customer(), query.vendor()), query.page()));
    }

    Request devices(DeviceQuery query) {
        return get(profile.lists().devicesPaths(), paged(parameters(query.customer(), query.vendor()), query.page()));
    }

    /** A list whose parameters are the fields of a body. */
    Request list(Set<String> paths, @Nullable CustomerId customer, PageRequest page) {
        Buffer body = new Buffer();
        try (JsonWriter json = JsonWriter.of(body)) {
            json.beginObject();
            for (Map.Entry<String, Object> field :
                    paged(parameters(customer, null), page).entrySet()) {
                json.name(field.getKey()).jsonValue(field.getValue());
            }
            json.endObject();
        } catch (IOException e) {
            throw new AssertionError("a buffer in memory cannot fail", e);
        }
        return new Request.Builder()
                .url(url(paths).build())
                .post(RequestBody.create(body.readByteString(), JSON))
                .build();
    }

    private Map<String, Object> parameters(@Nullable CustomerId customer, @Nullable VendorId vendor) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put(name(Gen1ListField.RESELLER_PARAMETER), reseller.value());
        if (customer != null) {
            parameters.put(name(Gen1ListField.CUSTOMER_PARAMETER), customer.value());
        }
        if (vendor != null) {
            parameters.put(name(Gen1ListField.VENDOR_PARAMETER), vendor.value());
        }
        return parameters;
    }

    private Map<String, Object> paged(Map<String, Object> parameters, PageRequest page) {
        parameters.put(name(Gen1ListField.PAGE_PARAMETER), page.number());
        if (page.size() != null) {
            parameters.put(name(Gen1ListField.PAGE_SIZE_PARAMETER), page.size());
        }
        return parameters;
    }

    private Request get(Set<String> paths, Map<String, Object> query) {
        HttpUrl.Builder url = url(paths);
        query.forEach((name, value) -> url.addQueryParameter(name, value.toString()));
        return new Request.Builder().url(url.build()).build();
    }

    /** Without a path the operation is switched off. */
    private HttpUrl.Builder url(Set<String> paths) {
        String path = paths.stream()
                .findFirst()
                .orElseThrow(() -> new UnsupportedOperationException("generation 1 has no path for this operation"));
        return baseUrl.newBuilder().addEncodedPathSegments(path.substring(1));
    }

    private String name(Gen1ListField field) {
        return profile.lists().name(field);
    }
}
