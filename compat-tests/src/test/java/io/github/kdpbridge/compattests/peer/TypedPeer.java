package io.github.kdpbridge.compattests.peer;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import com.squareup.moshi.JsonAdapter;
import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.Moshi;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Peer;
import io.github.kdpbridge.verify.session.ReplayException;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.io.IOException;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;

/**
 * Sends requests through the typed interface, as far as its methods and beans can say what a request says, and writes
 * the beans of the answers as JSON again, so that whatever they lose is seen.
 */
final class TypedPeer implements Peer {
    private static final Moshi MOSHI = new Moshi.Builder().build();
    private static final String UNKNOWN = "unknownFields";

    /** One interface an account; each has its key in it. */
    private final Map<String, Gen1ResellerApi> apisByKey;

    private final List<Gen2Client> clients;

    TypedPeer(Map<String, Gen1ResellerApi> apisByKey, List<Gen2Client> clients) {
        this.clients = List.copyOf(clients);
        this.apisByKey = ImmutableMap.copyOf(apisByKey);
    }

    @Override
    public Answer send(SessionRequest request) {
        TypedRequest typed = TypedRequest.of(request)
                .orElseThrow(
                        () -> new IllegalArgumentException("the typed interface cannot express " + request.name()));
        Gen1ResellerApi api = apisByKey.get(typed.key());
        if (api == null) {
            throw new IllegalArgumentException("no account has the key of " + request.name());
        }
        long start = System.nanoTime();
        Response<?> response = execute(typed.call(api), request);
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        return new Answer(response.code(), OkHttpPeer.headers(response.headers()), body(response), elapsed);
    }

    @Override
    public void close() {
        clients.forEach(Gen2Client::close);
    }

    private static Response<?> execute(Call<?> call, SessionRequest request) {
        try {
            return call.execute();
        } catch (IOException e) {
            throw new ReplayException(
                    "no answer to " + request.method() + " " + request.target() + ": " + e.getMessage(), e);
        }
    }

    private static String body(Response<?> response) {
        try (ResponseBody error = response.errorBody()) {
            return error == null ? json(response.body()) : error.string();
        } catch (IOException e) {
            throw new ReplayException("an error in memory cannot be read", e);
        }
    }

    private static String json(@Nullable Object bean) {
        if (bean == null) {
            return "";
        }
        Type type = bean.getClass();
        JsonAdapter<Object> adapter = MOSHI.adapter(type);
        return JsonTree.parse(adapter.toJson(bean))
                .map(TypedPeer::asSent)
                .orElseThrow()
                .compact();
    }

    /** A bean as the answer that it was read from: unknown fields among the known ones, codes as the numbers they are. */
    private static JsonTree asSent(JsonTree bean) {
        if (bean instanceof JsonTree.ArrayNode array) {
            return new JsonTree.ArrayNode(
                    array.items().stream().map(TypedPeer::asSent).toList());
        }
        if (!(bean instanceof JsonTree.ObjectNode object)) {
            return bean;
        }
        Map<String, JsonTree> fields = new LinkedHashMap<>();
        object.fields().forEach((name, value) -> {
            if (name.equals("code")
                    && value instanceof JsonTree.TextNode text
                    && Longs.tryParse(text.value()) != null) {
                fields.put(name, new JsonTree.NumberNode(text.value()));
            } else if (!name.equals(UNKNOWN)) {
                fields.put(name, asSent(value));
            }
        });
        if (object.fields().get(UNKNOWN) instanceof JsonTree.ObjectNode unknown) {
            unknown.fields().forEach((name, value) -> fields.put(name, raw(value)));
        }
        return new JsonTree.ObjectNode(fields);
    }

    private static JsonTree raw(JsonTree json) {
        Optional<JsonTree> value =
                json instanceof JsonTree.TextNode text ? JsonTree.parse(text.value()) : Optional.empty();
        return value.orElse(json);
    }

    /** The body of a request as a bean; empty if the bean cannot say all that the body says, as it says it. */
    static <T> Optional<T> bean(Class<T> type, @Nullable String body) {
        Optional<JsonTree> json = JsonTree.parse(body == null ? "" : body);
        try {
            JsonAdapter<T> adapter = MOSHI.adapter(type);
            T bean = json.isPresent() ? adapter.fromJson(json.get().compact()) : null;
            return Optional.ofNullable(bean)
                    .filter(read -> JsonTree.parse(adapter.toJson(read))
                            .map(TypedPeer::sorted)
                            .equals(json.map(TypedPeer::sorted)));
        } catch (IOException | JsonDataException e) {
            return Optional.empty();
        }
    }

    /** The same with nothing said by the order of its fields. */
    private static Object sorted(JsonTree json) {
        if (json instanceof JsonTree.ObjectNode object) {
            Map<String, Object> fields = new LinkedHashMap<>();
            object.fields().forEach((name, value) -> fields.put(name, sorted(value)));
            return fields;
        }
        if (json instanceof JsonTree.ArrayNode array) {
            return List.copyOf(array.items().stream().map(TypedPeer::sorted).toList());
        }
        return json;
    }
}
