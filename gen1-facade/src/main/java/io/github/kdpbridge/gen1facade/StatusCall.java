package io.github.kdpbridge.gen1facade;

import com.google.common.base.Strings;
import com.google.common.primitives.Longs;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import io.github.kdpbridge.gen1facade.wire.Gen1Writer;
import java.util.Map;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/** A question for a transaction's status; an empty parameter is an absent one. */
record StatusCall(Map<String, String> parameters, Gen1Writer writer) implements Gen1Call {
    @Override
    public @Nullable String transactionId() {
        return parameter("transactionId");
    }

    @Override
    public ByteString answer(DeploymentProgram program) {
        ResellerId reseller = Gen1Call.requiredReseller(parameter("resellerId"));
        TransactionId transaction = TransactionId.of(Gen1Call.required(transactionId(), "transactionId"));
        Gen1Call.requireAccount(reseller, program);
        long pageNum = pageNum();
        String vendor = parameter("vendorId");
        StatusRequest request = new StatusRequest(transaction, vendor == null ? null : VendorId.of(vendor));
        return writer.status(program.status(request), pageNum);
    }

    private long pageNum() {
        String text = parameter("pageNum");
        Long number = text == null ? Long.valueOf(0) : Longs.tryParse(text);
        if (number == null || number < 0) {
            throw Gen1Refusal.parameter("pageNum must be a whole number from 0");
        }
        return number;
    }

    private @Nullable String parameter(String name) {
        return Strings.emptyToNull(parameters.get(name));
    }
}
