package io.github.kdpbridge.gen1client;

import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import io.github.kdpbridge.serviceclient.event.Call;
import java.io.IOException;
import java.util.concurrent.CompletionStage;
import okhttp3.Headers;
import okio.Buffer;
import okio.ByteString;

/**
 * The old service as a program, for requests that no caller wrote: it asks all questions but those for profiles, and deletes
 * devices. Other writes are passed on as their callers wrote them, or not at all.
 */
public final class Gen1Program {
    private final Gen1Upstream upstream;
    private final Gen1Profile profile;
    private final String path;

    private Gen1Program(Gen1Upstream upstream, Gen1Profile profile) {
        this.upstream = upstream;
        this.profile = profile;
        this.path = profile.deletePaths().iterator().next();
    }

    /**
     * Returns the program.
     *
     * @param upstream the old service, with a key; stays the caller's to close
     * @param profile what generation 1 looks like
     */
    public static DeploymentProgram of(Gen1Upstream upstream, Gen1Profile profile) {
        return Handlers.reading(upstream)
                .on(Operation.DELETE, new Gen1Program(upstream, profile)::delete)
                .build()
                .program(upstream.reseller());
    }

    private CompletionStage<Receipt> delete(DeleteRequest deletion) {
        RelayedRequest request =
                new RelayedRequest("PUT", path, Headers.of("Content-Type", "application/json"), body(deletion));
        return upstream.relay(Call.of(deletion), request)
                .thenCompose(relayed -> relayed.failure() == null
                        ? Stages.of(() -> new Receipt(deletion.transaction(), TransactionState.PROGRESS))
                        : Stages.failed(relayed.failure()));
    }

    private ByteString body(DeleteRequest deletion) {
        Buffer body = new Buffer();
        try (JsonWriter json = JsonWriter.of(body)) {
            json.beginObject();
            json.name("transactionId").value(deletion.transaction().value());
            json.name("resellerId").value(upstream.reseller().value());
            json.name("customerId").value(deletion.customer().value());
            if (deletion.vendor() != null) {
                json.name("vendorId").value(deletion.vendor().value());
            }
            json.name("devices").beginObject();
            json.name("type").value(profile.typeName(deletion.devices().type()));
            json.name("list").beginArray();
            for (String device : deletion.devices().identifiers()) {
                json.value(device);
            }
            json.endArray().endObject().endObject();
        } catch (IOException e) {
            throw new AssertionError("a buffer in memory cannot fail", e);
        }
        return body.readByteString();
    }
}
