package io.github.kdpbridge.gen1facade;

import com.google.common.base.Ascii;
import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableTable;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ResellerQuery;
import io.github.kdpbridge.gen1facade.WriteCall.Kind;
import io.github.kdpbridge.gen1facade.wire.Gen1ListField;
import io.github.kdpbridge.gen1facade.wire.Gen1ListProfile;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import io.github.kdpbridge.gen1facade.wire.Parameters;
import io.github.kdpbridge.gen1facade.wire.WriteReader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Routes a path and a method to an operation. */
record Gen1Routes(ImmutableTable<String, String, Route> routes) {
    /** All registered codings (RFC 9110, section 18.6) but identity, which does not encode. */
    private static final ImmutableSet<String> CODINGS = ImmutableSet.of(
            "aes128gcm",
            "br",
            "compress",
            "dcb",
            "dcz",
            "deflate",
            "exi",
            "gzip",
            "pack200-gzip",
            "x-compress",
            "x-gzip",
            "zstd");

    /**
     * The target of a path and a method.
     *
     * @param operation the name of the operation; a removal by upload counts as {@code delete}, a list of transactions
     *     as {@code status}
     * @param reader reads its requests
     */
    record Route(String operation, Reader reader) {}

    interface Reader {
        /**
         * Reads a request.
         *
         * @throws Gen1Refusal if it is malformed
         */
        Gen1Call read(Gen1Request request);
    }

    static Gen1Routes of(Gen1Profile profile, Gen1Writer writer) {
        ImmutableTable.Builder<String, String, Route> table = ImmutableTable.builder();
        Route upload = route(Operation.UPLOAD, write(Kind.UPLOAD, profile, writer));
        Route delete = route(Operation.DELETE, write(Kind.DELETE, profile, writer));
        Route status =
                route(Operation.STATUS, request -> new StatusCall(request.parameters(), profile.lists(), writer));
        profile.uploadPaths().forEach(path -> table.put(path, "PUT", upload));
        profile.deletePaths().forEach(path -> table.put(path, "PUT", delete));
        profile.statusPaths().forEach(path -> table.put(path, "GET", status));
        lists(profile, writer, table);
        return new Gen1Routes(table.buildOrThrow());
    }

    private static void lists(
            Gen1Profile profile, Gen1Writer writer, ImmutableTable.Builder<String, String, Route> table) {
        Gen1ListProfile lists = profile.lists();
        Route devices = list(Operation.DEVICES, lists, Gen1Request::parameters, (program, query) -> {
            DeviceQuery devicesOf = new DeviceQuery(query.customer(), query.vendor(), query.page());
            return ListCall.page(program, devicesOf).thenApply(page -> writer.devices(page, query.page()));
        });
        Route customers = list(Operation.CUSTOMERS, lists, body(lists), (program, query) -> {
            CustomerQuery customersOf = new CustomerQuery(query.customer(), query.page());
            return ListCall.page(program, customersOf).thenApply(writer::customers);
        });
        Route resellers = list(
                Operation.RESELLERS,
                lists,
                body(lists),
                (program, query) -> ListCall.page(program, new ResellerQuery(query.page()))
                        .thenApply(page -> writer.resellers(ListCall.ownPage(query.page(), page))));
        lists.devicesPaths().forEach(path -> table.put(path, "GET", devices));
        lists.customersPaths().forEach(path -> table.put(path, "POST", customers));
        lists.resellersPaths().forEach(path -> table.put(path, "POST", resellers));
    }

    private static Route list(
            Operation<?, ?> operation,
            Gen1ListProfile lists,
            Function<Gen1Request, Parameters> parameters,
            ListCall.Listing listing) {
        return route(operation, request -> new ListCall(parameters.apply(request), lists, listing));
    }

    private static Function<Gen1Request, Parameters> body(Gen1ListProfile lists) {
        Set<String> texts = Stream.of(
                        Gen1ListField.RESELLER_PARAMETER,
                        Gen1ListField.CUSTOMER_PARAMETER,
                        Gen1ListField.VENDOR_PARAMETER)
                .map(lists::name)
                .collect(ImmutableSet.toImmutableSet());
        Set<String> numbers = Stream.of(Gen1ListField.PAGE_PARAMETER, Gen1ListField.PAGE_SIZE_PARAMETER)
                .map(lists::name)
                .collect(ImmutableSet.toImmutableSet());
        return request -> {
            requirePlain(request);
            return Parameters.ofBody(request.body(), texts, numbers);
        };
    }

    private static Route route(Operation<?, ?> operation, Reader reader) {
        return new Route(operation.name(), reader);
    }

    /** Finds a route. Paths may begin with two slashes, because base URLs may end with one. */
    Route find(Gen1Request request) {
        String path = "/" + CharMatcher.is('/').trimLeadingFrom(request.path());
        ImmutableMap<String, Route> byMethod = routes.row(path);
        if (byMethod.isEmpty()) {
            throw Gen1Refusal.http(404, "no such path: " + request.path());
        }
        Route route = byMethod.get(request.method());
        if (route == null) {
            String allowed = String.join(", ", byMethod.keySet());
            throw Gen1Refusal.method(request.method() + " is not allowed here; use " + allowed, allowed);
        }
        return route;
    }

    private static Reader write(Kind kind, Gen1Profile profile, Gen1Writer writer) {
        return request -> {
            requirePlain(request);
            return new WriteCall(kind, WriteReader.read(request.body(), profile), profile, writer);
        };
    }

    /** Refuses compressed bodies. Values that are no coding, such as a charset, are ignored. */
    private static void requirePlain(Gen1Request request) {
        Splitter.on(',')
                .trimResults()
                .splitToStream(request.header("Content-Encoding").orElse(""))
                .filter(coding -> CODINGS.contains(Ascii.toLowerCase(coding)))
                .findFirst()
                .ifPresent(coding -> {
                    throw Gen1Refusal.http(
                            415, "Content-Encoding " + coding + " is not supported; send the body as it is");
                });
    }
}
