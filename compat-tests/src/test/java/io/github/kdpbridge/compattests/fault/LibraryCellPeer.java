package io.github.kdpbridge.compattests.fault;

import io.github.kdpbridge.compattests.fault.Reply.Meaning;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Devices;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.ledger.Ledger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen2client.Gen2Client;
import java.util.List;
import java.util.stream.Stream;

/** The library, as new code uses it. */
final class LibraryCellPeer implements CellPeer {
    private static final CustomerId CUSTOMER = CustomerId.of(Story.CUSTOMER);
    private static final TransactionId TRANSACTION = TransactionId.of(Story.TRANSACTION);
    private static final TransactionId EARLIER = TransactionId.of(Story.EARLIER);

    private final Gen2Client client;
    private final DeploymentProgram program;

    LibraryCellPeer(Gen2Client client, Ledger ledger) {
        this.client = client;
        this.program = LedgerProgram.of(client, ledger);
    }

    /** Does the upload that is there before the trouble, so that the ledger knows its devices. */
    void uploadEarlier() {
        Receipt unused = program.upload(
                UploadRequest.builder(CUSTOMER, EARLIER).imeis(Story.IMEIS).build());
    }

    @Override
    public Reply send(AskedOperation operation) {
        try {
            return switch (operation) {
                case UPLOAD -> receipt(program.upload(upload()));
                case DELETE ->
                    receipt(program.delete(DeleteRequest.of(CUSTOMER, TRANSACTION, Devices.imeis(Story.IMEIS))));
                case DELETE_BY_UPLOAD ->
                    receipt(program.remove(new RemovalRequest(TRANSACTION, CUSTOMER, null, EARLIER)));
                case STATUS -> status(program.status(StatusRequest.of(EARLIER)));
                case TRANSACTIONS -> transactions();
                case DEVICES -> list(devices(), Story.IMEIS);
                case CUSTOMERS -> list(customers(), List.of("1200000321", "1200000322"));
            };
        } catch (KdpException e) {
            return reply(e);
        }
    }

    private static UploadRequest upload() {
        return UploadRequest.builder(CUSTOMER, TRANSACTION).imeis(Story.IMEIS).build();
    }

    private Stream<String> devices() {
        return program.devices(DeviceQuery.of(CUSTOMER), PageRequest.first()).items().stream()
                .map(device -> device.id().value());
    }

    private Stream<String> customers() {
        return program.customers(CustomerQuery.all(), PageRequest.first()).items().stream()
                .map(Customer::id)
                .map(CustomerId::toString);
    }

    private Reply transactions() {
        List<TransactionStatus> found = program.transactions(TransactionsQuery.all(), PageRequest.first())
                .items();
        return found.size() == 1 ? status(found.get(0)) : Reply.doneIf(false, found.toString());
    }

    private static Reply receipt(Receipt receipt) {
        return Reply.doneIf(receipt.equals(new Receipt(TRANSACTION, TransactionState.PROGRESS)), receipt.toString());
    }

    private static Reply status(TransactionStatus status) {
        boolean right = status.transaction().equals(EARLIER)
                && status.state().equals(TransactionState.COMPLETE)
                && status.type().equals(TransactionType.UPLOAD)
                && status.succeeded().stream()
                        .map(device -> device.id().value())
                        .toList()
                        .equals(Story.IMEIS);
        return Reply.doneIf(right, status.toString());
    }

    private static Reply list(Stream<String> items, List<String> expected) {
        List<String> found = items.toList();
        return Reply.doneIf(found.equals(expected), found.toString());
    }

    /** What the exception promises. */
    private static Reply reply(KdpException e) {
        if (e instanceof RefusedException refusal && refusal.isFinal()) {
            return Reply.refused(e.httpStatus());
        }
        return e.mayHaveTakenEffect()
                ? new Reply(Meaning.NOT_KNOWN, "not known")
                : new Reply(Meaning.NOTHING_DONE, "nothing done");
    }

    @Override
    public void close() {
        client.close();
    }
}
