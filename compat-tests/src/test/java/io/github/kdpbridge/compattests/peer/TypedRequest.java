package io.github.kdpbridge.compattests.peer;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import io.github.kdpbridge.gen1facade.typed.Gen1DevicesRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1ListRequest;
import io.github.kdpbridge.gen1facade.typed.Gen1ResellerApi;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.verify.peer.BridgeAccount;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;

/**
 * A request that the typed interface can make.
 *
 * @param key the static key that it is made with
 * @param method makes it
 */
@SuppressWarnings("deprecation") // by design
record TypedRequest(String key, Function<Gen1ResellerApi, Call<?>> method) {
    private static final String V1 = "/bulkenroll/v1/reseller/devices";
    private static final String V2 = "/bulkenroll/v2/reseller/devices";
    private static final List<String> KEYS = BridgeAccount.of(World.standard(), Gen2Profile.standard()).stream()
            .map(BridgeAccount::gen1Key)
            .toList();
    private static final Set<String> PAGE = Set.of("pageNum", "pageSize");

    Call<?> call(Gen1ResellerApi api) {
        return method.apply(api);
    }

    /** Returns the request, or empty if the interface has no words for it. */
    static Optional<TypedRequest> of(SessionRequest request) {
        List<String> parts = Splitter.on('?').limit(2).splitToList(request.target());
        Optional<Map<String, String>> query = query(parts.size() == 1 ? "" : parts.get(1));
        return key(request)
                .flatMap(key -> query.flatMap(parameters -> method(request, parts.get(0), parameters))
                        .map(method -> new TypedRequest(key, method)));
    }

    private static Optional<Function<Gen1ResellerApi, Call<?>>> method(
            SessionRequest request, String path, Map<String, String> query) {
        return switch (request.method() + " " + path) {
            case "PUT " + V1 -> devices(request).map(body -> api -> api.upload(body));
            case "PUT " + V2 -> devices(request).map(body -> api -> api.uploadV2(body));
            case "PUT " + V1 + "/delete" -> devices(request).map(body -> api -> api.delete(body));
            case "PUT " + V2 + "/delete" -> devices(request).map(body -> api -> api.deleteV2(body));
            case "GET " + V1 + "/status" ->
                named(query, "resellerId", "transactionId", "vendorId")
                        .map(q -> api -> api.status(
                                text(q, "resellerId"),
                                text(q, "transactionId"),
                                q.get("vendorId"),
                                number(q, "pageNum"),
                                number(q, "pageSize")));
            case "GET " + V2 + "/status" ->
                named(query, "resellerId", "transactionId", "vendorId")
                        .map(q -> api -> api.statusV2(
                                text(q, "resellerId"),
                                text(q, "transactionId"),
                                q.get("vendorId"),
                                number(q, "pageNum"),
                                number(q, "pageSize")));
            case "GET " + V1 ->
                named(query, "resellerId", "customerId", "vendorId")
                        .map(q -> api -> api.devices(
                                text(q, "resellerId"),
                                q.get("customerId"),
                                q.get("vendorId"),
                                number(q, "pageNum"),
                                number(q, "pageSize")));
            case "POST /bulkenroll/v1/reseller/customers" -> list(request).map(body -> api -> api.customers(body));
            case "POST /bulkenroll/v1/reseller/resellers" -> list(request).map(body -> api -> api.resellers(body));
            default -> Optional.empty();
        };
    }

    private static Optional<Gen1DevicesRequest> devices(SessionRequest request) {
        return TypedPeer.bean(Gen1DevicesRequest.class, request.body());
    }

    private static Optional<Gen1ListRequest> list(SessionRequest request) {
        return TypedPeer.bean(Gen1ListRequest.class, request.body());
    }

    /** The key, if nothing but it and the type of the body is in the headers, and it is one of the bridge's. */
    private static Optional<String> key(SessionRequest request) {
        boolean plain = request.headers().stream()
                .allMatch(header -> Set.of("x-wsm-api-token", "content-type")
                        .contains(header.name().toLowerCase(Locale.ROOT)));
        List<String> keys = request.headers().stream()
                .filter(header -> header.name().equalsIgnoreCase("X-WSM-API-TOKEN"))
                .map(Header::value)
                .filter(value -> KEYS.contains(value))
                .toList();
        return plain && keys.size() == 1 ? Optional.of(keys.get(0)) : Optional.empty();
    }

    private static Optional<Map<String, String>> query(String text) {
        try {
            return Optional.of(Splitter.on('&')
                    .omitEmptyStrings()
                    .splitToStream(text)
                    .map(pair -> pair.split("=", 2))
                    .collect(ImmutableMap.toImmutableMap(
                            pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8))));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty(); // a name twice, a broken escape, a name without a value
        }
    }

    /** The parameters, if they have no other names than these and those of pages, and the first two are there. */
    private static Optional<Map<String, String>> named(Map<String, String> query, String... names) {
        boolean known = query.keySet().stream()
                .allMatch(name -> PAGE.contains(name) || List.of(names).contains(name));
        boolean numbers = PAGE.stream().filter(query::containsKey).allMatch(name -> number(query, name) != null);
        boolean required = query.containsKey("resellerId")
                && (!List.of(names).contains("transactionId") || query.containsKey("transactionId"));
        return known && numbers && required ? Optional.of(query) : Optional.empty();
    }

    private static String text(Map<String, String> query, String name) {
        return query.getOrDefault(name, "");
    }

    private static @Nullable Integer number(Map<String, String> query, String name) {
        String text = query.get(name);
        return text == null ? null : Ints.tryParse(text);
    }
}
