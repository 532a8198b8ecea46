package io.github.kdpbridge.gen1client.wire;

import com.squareup.moshi.JsonWriter;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen1facade.wire.Gen1Field;
import io.github.kdpbridge.gen1facade.wire.Gen1Profile;
import java.io.IOException;
import okio.Buffer;
import okio.ByteString;

/** Writes the body of a deletion of generation 1 (contract, section 4). */
public final class DeletionBody {
    private DeletionBody() {}

    /** Returns the body of a deletion for an account. */
    public static ByteString of(DeleteRequest deletion, ResellerId reseller, Gen1Profile profile) {
        Buffer body = new Buffer();
        try (JsonWriter json = JsonWriter.of(body)) {
            json.beginObject();
            json.name(Gen1Field.TRANSACTION_ID).value(deletion.transaction().value());
            json.name("resellerId").value(reseller.value());
            json.name(Gen1Field.CUSTOMER_ID).value(deletion.customer().value());
            if (deletion.vendor() != null) {
                json.name("vendorId").value(deletion.vendor().value());
            }
            json.name(Gen1Field.DEVICES).beginObject();
            json.name(Gen1Field.TYPE).value(profile.typeName(deletion.devices().type()));
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
