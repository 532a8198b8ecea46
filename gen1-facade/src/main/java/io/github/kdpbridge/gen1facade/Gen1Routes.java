package io.github.kdpbridge.gen1facade;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import io.github.kdpbridge.gen1facade.WriteCall.Kind;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import io.github.kdpbridge.gen1facade.wire.WriteReader;

/** Finds the operation that a path and a method ask for. */
record Gen1Routes(ImmutableTable<String, String, Route> routes) {

    /**
     * Where a path and a method lead.
     *
     * @param operation the name of the operation
     * @param reader reads its requests
     */
    record Route(String operation, Reader reader) {}

    /** Reads the requests of one operation. */
    interface Reader {
        /**
         * Reads a request.
         *
         * @throws Gen1Refusal if it cannot be read
         */
        Gen1Call read(Gen1Request request);
    }

    static Gen1Routes of(Gen1Profile profile, Gen1Writer writer) {
        ImmutableTable.Builder<String, String, Route> table = ImmutableTable.builder();
        Route upload = new Route("upload", write(Kind.UPLOAD, profile, writer));
        Route delete = new Route("delete", write(Kind.DELETE, profile, writer));
        Route status = new Route("status", request -> new StatusCall(request.parameters(), writer));
        profile.uploadPaths().forEach(path -> table.put(path, "PUT", upload));
        profile.deletePaths().forEach(path -> table.put(path, "PUT", delete));
        profile.statusPaths().forEach(path -> table.put(path, "GET", status));
        return new Gen1Routes(table.buildOrThrow());
    }

    Route find(Gen1Request request) {
        ImmutableMap<String, Route> byMethod = routes.row(request.path());
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

    private static void requirePlain(Gen1Request request) {
        String encoding = request.header("Content-Encoding").orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw Gen1Refusal.http(415, "Content-Encoding " + encoding + " is not supported; send the body as it is");
        }
    }
}
