package io.github.kdpbridge.gateway.doctor;

import io.github.kdpbridge.core.ledger.LedgerException;
import io.github.kdpbridge.gateway.config.Account;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.ledger.LedgerTrial;
import io.github.kdpbridge.gateway.migration.Conflict;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import java.util.List;
import java.util.function.Consumer;

/** Opens the ledger's database and writes to it, as the gateway does, and compares the accounts with what it knows. */
record LedgerCheck(LedgerStore store, List<Account> accounts) implements Check {
    @Override
    public void run(Consumer<Finding> findings) {
        String subject = "ledger, " + (store.isShared() ? "" : "file ") + store.place();
        try {
            findings.accept(Finding.good(subject, LedgerTrial.of(store)));
            if (store.isReadableByOthers()) {
                findings.accept(Finding.warning(
                        subject,
                        "others can read it",
                        "It holds devices. The gateway takes their right away when it starts."));
            }
            Conflict.refuse(store, accounts);
        } catch (ConfigurationException e) {
            findings.accept(Finding.failed(
                    subject,
                    String.valueOf(e.getMessage()),
                    "Correct the configuration; the gateway does not start with it."));
        } catch (LedgerException e) {
            findings.accept(
                    Finding.failed(
                            subject,
                            String.valueOf(e.getMessage()),
                            store.isShared()
                                    ? "Check ledger.url, ledger.user and ledger.password, and whether this machine may connect."
                                    : "Put that right, or name another file in ledger.file: the gateway does not start with this one."));
        }
    }
}
