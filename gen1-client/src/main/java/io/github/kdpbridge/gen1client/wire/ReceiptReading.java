package io.github.kdpbridge.gen1client.wire;

import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.ErrorLevel;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen1facade.wire.Gen1Field;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.json.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer to an upload or a deletion as callers of generation 1 judge it: a success is HTTP 200 and the code of
 * success, any other answer below 500 is final (observed). Only an unambiguous answer is a receipt.
 *
 * @param errors the catalogue of its codes
 */
public record ReceiptReading(ErrorCatalogue errors) {
    private static final FieldNames WANTED =
            FieldNames.of(Gen1Field.TRANSACTION_ID, Gen1Field.STATE, Gen1Field.CODE, Gen1Field.MESSAGE, Gen1Field.DATA);

    private record Answer(
            @Nullable String transaction, @Nullable String state, Verdict verdict) {}

    /**
     * Reads an answer, and returns if it is a receipt.
     *
     * @param transaction the transaction of the request, as the caller wrote it
     * @throws KdpException if it is no receipt: it says whether the write was refused, or may have taken effect
     */
    public void check(String transaction, Exchange exchange, RawAnswer raw) {
        Answer answer = exchange.read(raw, reader -> {
            JsonFields fields = JsonFields.of(reader, WANTED);
            return new Answer(
                    fields.text(Gen1Field.TRANSACTION_ID),
                    fields.text(Gen1Field.STATE),
                    new Gen1Verdicts(errors).take(ErrorLevel.REQUEST, fields));
        });
        ServiceError error = answer.verdict().error();
        if (error != null) {
            throw exchange.refused(error, null);
        }
        if (answer.verdict().kind() == Verdict.Kind.NONE) {
            throw exchange.notUnderstood("the receipt has no code");
        }
        String named = answer.transaction();
        if (named != null && !named.equals(transaction)) {
            throw exchange.notUnderstood("the receipt is for transaction " + named);
        }
        String state = answer.state();
        if (state != null && !state.isEmpty() && !state.equals(TransactionState.PROGRESS.name())) {
            throw exchange.notUnderstood("the receipt is in state " + state);
        }
    }
}
