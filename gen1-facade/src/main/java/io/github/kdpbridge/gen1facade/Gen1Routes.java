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
import io.github.kdpbridge.gen1facade.ListCall.Listing;
import io.github.kdpbridge.gen1facade.WriteCall.Kind;
import io.github.kdpbridge.gen1facade.wire.Gen1ListField;
import io.github.kdpbridge.gen1facade.wire.Gen1ListProfile;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import io.github.kdpbridge.gen1facade.wire.Parameters;
import io.github.kdpbridge.gen1facade.wire.WriteReader;
import java.util.List;
import java.util.Set;
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
     * A row: the operations at these paths. The first names the route; the request tells them apart.
     *
     * @param reader reads their requests
     */
    record Route(List<Operation<?, ?>> operations, String method, Set<String> paths, Reader reader) {
        String operation() {
            return operations.get(0).name();
        }

        boolean isWrite() {
            return operations.get(0).isWrite();
        }
    }

    interface Reader {
        /**
         * Reads a request.
         *
         * @throws Gen1Refusal if it is malformed
         */
        Gen1Call read(Gen1Request request);
    }

    static Gen1Routes of(Gen1Profile profile, Gen1Writer writer) {
        Gen1ListProfile lists = profile.lists();
        List<Route> rows = List.of(
                new Route(List.of(Operation.UPLOAD), "PUT", profile.uploadPaths(), write(Kind.UPLOAD, profile, writer)),
                new Route(
                        List.of(Operation.DELETE, Operation.REMOVE),
                        "PUT",
                        profile.deletePaths(),
                        write(Kind.DELETE, profile, writer)),
                new Route(
                        List.of(Operation.STATUS, Operation.TRANSACTIONS),
                        "GET",
                        profile.statusPaths(),
                        request -> new StatusCall(request.parameters(), lists, writer)),
                new Route(
                        List.of(Operation.DEVICES),
                        "GET",
                        lists.devicesPaths(),
                        request -> new ListCall<>(
                                request.parameters(),
                                lists,
                                new Listing<>(
                                        filter -> new DeviceQuery(filter.customer(), filter.vendor(), filter.page()),
                                        writer::devices))),
                new Route(
                        List.of(Operation.CUSTOMERS),
                        "POST",
                        lists.customersPaths(),
                        list(
                                lists,
                                new Listing<>(
                                        filter -> new CustomerQuery(filter.customer(), filter.page()),
                                        (page, asked) -> writer.customers(page)))),
                new Route(
                        List.of(Operation.RESELLERS),
                        "POST",
                        lists.resellersPaths(),
                        list(
                                lists,
                                new Listing<>(
                                        filter -> new ResellerQuery(filter.page()),
                                        (page, asked) -> writer.resellers(ListCall.ownPage(asked, page))))));
        ImmutableTable.Builder<String, String, Route> table = ImmutableTable.builder();
        rows.forEach(row -> row.paths().forEach(path -> table.put(path, row.method(), row)));
        return new Gen1Routes(table.buildOrThrow());
    }

    /** A list whose parameters are the fields of the body. */
    private static <T> Reader list(Gen1ListProfile lists, Listing<T> listing) {
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
            return new ListCall<>(Parameters.ofBody(request.body(), texts, numbers), lists, listing);
        };
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
        String codings = request.header("Content-Encoding").orElse("");
        if (codings.isEmpty()) {
            return;
        }
        Splitter.on(',')
                .trimResults()
                .splitToStream(codings)
                .filter(coding -> CODINGS.contains(Ascii.toLowerCase(coding)))
                .findFirst()
                .ifPresent(coding -> {
                    throw Gen1Refusal.http(
                            415, "Content-Encoding " + coding + " is not supported; send the body as it is");
                });
    }
}
