package io.github.kdpbridge.gateway.doctor;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.LedgerTrial;
import java.util.function.Consumer;

/** Opens the ledger's database and writes to it, as the gateway does. */
record LedgerCheck(LedgerStore store) implements Check {
    @Override
    public void run(Consumer<Finding> findings) {
        String subject = "ledger, " + (store.isShared() ? "" : "file ") + store.place();
        try {
            findings.accept(Finding.good(subject, LedgerTrial.of(store)));
        } catch (LedgerException e) {
            findings.accept(
                    Finding.failed(
                            subject,
                            String.valueOf(e.getMessage()),
                            store.isShared()
                                    ? "Check ledger.url, ledger.user and ledger.password, and whether this machine may connect."
                                    : "Give the file and its folder to the gateway's user, or name another file in ledger.file."));
        }
        if (store.isReadableByOthers()) {
            findings.accept(Finding.warning(
                    subject,
                    "others can read it",
                    "It holds devices. The gateway takes their right away when it starts."));
        }
    }
}
