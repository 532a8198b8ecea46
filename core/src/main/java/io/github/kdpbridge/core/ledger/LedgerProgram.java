package io.github.kdpbridge.core.ledger;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeleteRequest;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.RemovalRequest;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A program that does each write once, however often it is asked for.
 *
 * <p>A write is recorded in a {@link Ledger} before it is sent. Who asks for the same again, with the same transaction id
 * and the same content, gets the receipt of the first, also while the first is still under way and from another process
 * that shares the ledger. If nobody knows what became of an earlier attempt, the service is asked before anything is
 * sent. The same transaction id with other content goes to the service, which refuses it.
 *
 * <p>A write of more devices than the service takes at once is cut into several, and is one transaction for the caller:
 * in its receipt, its status, the lists and a removal. A part that the service refuses for good shows as failed devices
 * in the status, because what went before cannot be undone.
 *
 * <p>Throws {@link RefusedLocallyException} with {@link RefusedLocallyException.Reason#LEDGER} while the ledger cannot be
 * used. When the same write takes another caller longer than {@link Builder#patience}, the exception says that nobody
 * knows yet what becomes of it. Safe for use by many threads.
 */
public final class LedgerProgram implements DeploymentProgram {
    private final DeploymentProgram program;
    private final Ledger ledger;
    private final LedgerWriter writer;
    private final Parts parts;

    private LedgerProgram(Builder builder) {
        this.program = builder.program;
        this.ledger = builder.ledger;
        this.parts = new Parts(program, builder.ledger);
        this.writer = new LedgerWriter(program, this, builder);
    }

    /** Returns a program with the defaults of a {@link #builder}. */
    public static LedgerProgram of(DeploymentProgram program, Ledger ledger) {
        return builder(program, ledger).build();
    }

    /**
     * Starts a program.
     *
     * @param program does the work; stays the caller's to close
     * @param ledger remembers it; stays the caller's to close
     */
    public static Builder builder(DeploymentProgram program, Ledger ledger) {
        return new Builder(program, ledger);
    }

    @Override
    public ResellerId reseller() {
        return program.reseller();
    }

    @Override
    public Receipt upload(UploadRequest request) {
        return writer.write(request, null);
    }

    @Override
    public Receipt delete(DeleteRequest request) {
        return writer.write(request, null);
    }

    @Override
    public Receipt remove(RemovalRequest request) {
        return writer.write(request, null);
    }

    @Override
    public TransactionStatus status(StatusRequest request) {
        return parts.status(request);
    }

    @Override
    public Page<ListedDevice> devices(DeviceQuery query, PageRequest page) {
        return parts.devices(query, page);
    }

    @Override
    public Page<Customer> customers(CustomerQuery query, PageRequest page) {
        return program.customers(query, page);
    }

    @Override
    public Page<Reseller> resellers(PageRequest page) {
        return program.resellers(page);
    }

    /**
     * Finds out what became of the writes of this reseller of which nobody knows it, as a crash leaves them, by asking the
     * service. One that was cut into parts, some of which arrived, is completed. Meant to be called at the start and from
     * time to time; several callers at once do no harm.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    public Settling settleAbandoned() {
        return settle(ledger.abandoned(Set.of(reseller())));
    }

    /**
     * Finds out what became of those of these writes that are of this reseller; see {@link #settleAbandoned}.
     *
     * @throws LedgerException if the ledger cannot be read
     */
    public Settling settle(List<Entry> abandoned) {
        Settling.Count count = new Settling.Count();
        for (Entry entry : abandoned) {
            if (!entry.reseller().equals(reseller())) {
                continue;
            }
            if (count.isInTrouble()) {
                count.postpone();
                continue;
            }
            try {
                count.add(writer.settle(entry));
            } catch (KdpException e) {
                count.failed(e, LedgerWriter.isRefusedForGood(e));
            }
        }
        return count.result();
    }

    /** Collects the settings of a {@link LedgerProgram}; not safe for several threads. */
    public static final class Builder {
        /** The most devices of a request, 100,000 (assumed). */
        public static final int STANDARD_DEVICE_LIMIT = 100_000;

        final DeploymentProgram program;
        final Ledger ledger;
        int deviceLimit = STANDARD_DEVICE_LIMIT;
        Duration patience = Duration.ofSeconds(30);
        Sleeper sleeper = Thread::sleep;

        private Builder(DeploymentProgram program, Ledger ledger) {
            this.program = Objects.requireNonNull(program, "program");
            this.ledger = Objects.requireNonNull(ledger, "ledger");
        }

        /**
         * The most devices that the service takes in one request; 100,000 by default (assumed).
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        @CanIgnoreReturnValue
        public Builder deviceLimit(int deviceLimit) {
            checkArgument(deviceLimit >= 1, "deviceLimit must be 1 or more, not %s", deviceLimit);
            this.deviceLimit = deviceLimit;
            return this;
        }

        /** How long to wait for somebody else who does the same write; 30 s by default. */
        @CanIgnoreReturnValue
        public Builder patience(Duration patience) {
            this.patience = Objects.requireNonNull(patience, "patience");
            return this;
        }

        @CanIgnoreReturnValue
        Builder sleeper(Sleeper sleeper) {
            this.sleeper = sleeper;
            return this;
        }

        /** Returns the program. */
        public LedgerProgram build() {
            return new LedgerProgram(this);
        }
    }

    /** Lets time pass. */
    interface Sleeper {
        void sleep(long millis) throws InterruptedException;
    }
}
