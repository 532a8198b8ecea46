package io.github.kdpbridge.gen1facade;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableTable;
import io.github.kdpbridge.gen1facade.WriteCall.Kind;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import io.github.kdpbridge.gen1facade.wire.WriteReader;

/** Finds the operation that a path and a method ask for. */
record Gen1Routes(ImmutableTable<String, String, Operation> operations) {

    /** Reads the requests of one operation. */
    interface Operation {
        /**
         * Reads a request.
         *
         * @throws Gen1Refusal if it cannot be read
         */
        Gen1Call read(Gen1Request request);
    }

    static Gen1Routes of(Gen1Profile profile, Gen1Writer writer) {
        ImmutableTable.Builder<String, String, Operation> table = ImmutableTable.builder();
        profile.uploadPaths().forEach(path -> table.put(path, "PUT", write(Kind.UPLOAD, profile, writer)));
        profile.deletePaths().forEach(path -> table.put(path, "PUT", write(Kind.DELETE, profile, writer)));
        profile.statusPaths()
                .forEach(path -> table.put(path, "GET", request -> new StatusCall(request.parameters(), writer)));
        return new Gen1Routes(table.buildOrThrow());
    }

    Operation find(Gen1Request request) {
        ImmutableMap<String, Operation> byMethod = operations.row(request.path());
        if (byMethod.isEmpty()) {
            throw Gen1Refusal.http(404, "no such path: " + request.path());
        }
        Operation operation = byMethod.get(request.method());
        if (operation == null) {
            String allowed = String.join(", ", byMethod.keySet());
            throw Gen1Refusal.method(request.method() + " is not allowed here; use " + allowed, allowed);
        }
        return operation;
    }

    private static Operation write(Kind kind, Gen1Profile profile, Gen1Writer writer) {
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
