package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.AcceptedTransaction;
import io.github.kdpbridge.simulator.DeviceType;
import io.github.kdpbridge.simulator.RegisteredDevice;
import io.github.kdpbridge.simulator.World;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The reseller portal that both generations serve: registered devices and transactions of all resellers.
 *
 * <p>Each submission is judged and takes effect when it is accepted, one after the other, so that of two uploads of
 * one device exactly one wins; only its outcome becomes visible later. Thread-safe.
 */
public final class Portal {
    private final World world;
    private final Clock clock;
    private final Judge judge;
    private final Map<TransactionKey, Transaction> transactions = new LinkedHashMap<>();
    private Register register;

    /**
     * The portal of a world.
     *
     * @param world the world
     * @param clock the clock of transactions
     */
    public Portal(World world, Clock clock) {
        this.world = world;
        this.clock = clock;
        this.judge = new Judge(world.settings().deviceLimit());
        this.register = new Register(world, clock.instant());
    }

    /**
     * Accepts an upload or a delete, or refuses it as a whole.
     *
     * @param account the account of the caller's credentials
     * @param submission what is asked for
     * @throws Refused if it is refused; then nothing has happened and its transaction id is still free
     */
    public synchronized void submit(World.Reseller account, Submission submission) throws Refused {
        judge.check(account, submission);
        TransactionKey key = new TransactionKey(account.resellerId(), submission.transactionId());
        if (transactions.containsKey(key)) {
            throw new Refused(
                    Condition.DUPLICATE_TRANSACTION_ID,
                    "transactionId " + submission.transactionId() + " was used before");
        }
        List<RegisteredDevice> removals = removals(submission);
        judge.checkProfiles(account, submission);
        Instant now = clock.instant();
        Instant visibleAt = now.plus(world.settings().processingTime());
        List<DeviceOutcome> outcomes = outcomes(submission, removals, now);
        transactions.put(
                key,
                new Transaction(
                        submission.transactionId(), submission.kind(), submission.orderNo(), visibleAt, outcomes));
    }

    /**
     * What became of a transaction.
     *
     * @param account the account of the caller's credentials
     * @param resellerId the account that the caller names
     * @param transactionId the transaction
     * @param vendorId the downstream reseller, or null
     * @return the transaction as it looks now
     * @throws Refused if the caller may not ask, or there is none
     */
    public synchronized TransactionView status(
            World.Reseller account, String resellerId, String transactionId, @Nullable String vendorId) throws Refused {
        judge.checkAccount(account, resellerId);
        judge.checkVendor(account, vendorId);
        Transaction transaction = transactions.get(new TransactionKey(resellerId, transactionId));
        if (transaction == null) {
            throw new Refused(Condition.TRANSACTION_NOT_FOUND, "transactionId " + transactionId + " is not known");
        }
        return new TransactionView(transaction, transaction.isVisible(clock.instant()));
    }

    /**
     * All registered devices, also those of transactions in progress.
     *
     * @return a copy, in the order of type and identifier
     */
    public synchronized List<RegisteredDevice> devices() {
        return register.devices().stream()
                .sorted(Comparator.comparing(RegisteredDevice::type).thenComparing(RegisteredDevice::id))
                .toList();
    }

    /**
     * The transactions that were accepted.
     *
     * @return a copy, in the order of their acceptance
     */
    public synchronized List<AcceptedTransaction> transactions() {
        return transactions.keySet().stream()
                .map(key -> new AcceptedTransaction(key.resellerId(), key.transactionId()))
                .toList();
    }

    /**
     * A page of an account's devices, in the order of their registration. What a transaction in progress did can be
     * seen already.
     *
     * @param account the account of the caller's credentials
     * @param selection which devices
     * @param page which page of them
     * @return the page
     * @throws Refused if the caller may not ask, or there is no such customer or vendor
     */
    public synchronized Page<DeviceView> devices(World.Reseller account, DeviceSelection selection, PageRequest page)
            throws Refused {
        judge.checkAccount(account, selection.resellerId());
        judge.checkCustomer(account, selection.customerId());
        judge.checkVendor(account, selection.vendorId());
        Instant now = clock.instant();
        return page.of(register.devices(selection)).map(device -> new DeviceView(device, state(device, now)));
    }

    /**
     * A page of an account's customers, in the order of the world.
     *
     * @param account the account of the caller's credentials
     * @param resellerId the account that the caller names
     * @param customerId the only customer to list, or null for all
     * @param page which page of them
     * @return the page
     * @throws Refused if the caller may not ask, or there is no such customer
     */
    public Page<World.Customer> customers(
            World.Reseller account, String resellerId, @Nullable String customerId, PageRequest page) throws Refused {
        judge.checkAccount(account, resellerId);
        return page.of(customerId == null ? account.customers() : List.of(judge.customer(account, customerId)));
    }

    /**
     * A page of the resellers that an account knows: itself, then its vendors in the order of the world (assumed).
     *
     * @param account the account of the caller's credentials
     * @param resellerId the account that the caller names
     * @param page which page of them
     * @return the page
     * @throws Refused if the caller may not ask
     */
    public Page<AccountView> resellers(World.Reseller account, String resellerId, PageRequest page) throws Refused {
        judge.checkAccount(account, resellerId);
        List<AccountView> resellers = new ArrayList<>();
        resellers.add(new AccountView(account.resellerId(), account.details()));
        account.vendors().forEach(vendor -> resellers.add(new AccountView(vendor.vendorId(), vendor.details())));
        return page.of(resellers);
    }

    /**
     * The KME profiles of an account's customer, in the order of the world.
     *
     * @param account the account of the caller's credentials
     * @param resellerId the account that the caller names
     * @param customerId the customer
     * @return all of them
     * @throws Refused if the caller may not ask, or there is no such customer
     */
    public List<ProfileView> profiles(World.Reseller account, String resellerId, String customerId) throws Refused {
        judge.checkAccount(account, resellerId);
        return judge.customer(account, customerId).profileAliases().stream()
                .map(alias -> new ProfileView(alias, PortalId.of("profile " + customerId, alias)))
                .toList();
    }

    /**
     * Registers devices at once, without a transaction.
     *
     * @param devices the devices, in the order of their registration
     * @throws IllegalArgumentException at the first one that is registered already; those before it stay
     */
    public synchronized void seed(List<RegisteredDevice> devices) {
        for (RegisteredDevice device : devices) {
            if (!register.seed(device)) {
                throw new IllegalArgumentException(device.type() + " " + device.id() + " is registered already");
            }
        }
    }

    /** Goes back to the start of the world. */
    public synchronized void reset() {
        transactions.clear();
        register = new Register(world, clock.instant());
    }

    private String state(RegisteredDevice device, Instant now) {
        Transaction upload = transactions.get(new TransactionKey(device.resellerId(), device.transactionId()));
        return upload == null ? TransactionView.COMPLETE : new TransactionView(upload, upload.isVisible(now)).state();
    }

    private List<RegisteredDevice> removals(Submission submission) throws Refused {
        String uploadId = submission.removeTransactionId();
        if (uploadId == null) {
            return List.of();
        }
        String resellerId = submission.parties().resellerId();
        Transaction upload = transactions.get(new TransactionKey(resellerId, uploadId));
        List<RegisteredDevice> registered = register.devices().stream()
                .filter(it -> it.resellerId().equals(resellerId))
                .filter(it -> it.transactionId().equals(uploadId))
                .toList();
        boolean known = upload == null ? !registered.isEmpty() : upload.kind() == Kind.UPLOAD;
        if (!known) {
            throw new Refused(Condition.TRANSACTION_NOT_FOUND, "removeTransactionId " + uploadId + " is not known");
        }
        return registered;
    }

    private List<DeviceOutcome> outcomes(Submission submission, List<RegisteredDevice> removals, Instant now)
            throws Refused {
        List<DeviceOutcome> outcomes = new ArrayList<>();
        for (RegisteredDevice removal : removals) {
            outcomes.add(register.delete(removal.type(), removal.id(), submission.parties()));
        }
        Submission.Identifiers identifiers = submission.identifiers();
        if (identifiers != null) {
            DeviceType type = judge.type(identifiers);
            for (String id : identifiers.ids()) {
                outcomes.add(
                        submission.kind() == Kind.UPLOAD
                                ? register.upload(type, id, submission, now)
                                : register.delete(type, id, submission.parties()));
            }
        }
        return outcomes;
    }

    private record TransactionKey(String resellerId, String transactionId) {}
}
