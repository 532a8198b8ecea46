package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
    private final Supplier<Dialect> dialect;
    private final Judge judge;
    private final Transactions transactions = new Transactions();
    private Register register;

    public Portal(World world, Clock clock, Supplier<Dialect> dialect) {
        this.world = world;
        this.clock = clock;
        this.dialect = dialect;
        this.judge = new Judge(world);
        this.register = new Register(world, clock.instant());
    }

    /** Accepts an upload or a delete, or refuses it as a whole. */
    public synchronized void submit(World.Reseller account, Submission submission) throws Refused {
        Dialect rules = dialect.get();
        judge.check(account, submission, rules);
        if (transactions.isUsed(submission.generation(), account.resellerId(), submission.transactionId(), rules)) {
            throw Refused.of(Condition.TRANSACTION_ID_DUPLICATE, submission.transactionId());
        }
        List<Work.Target> targets = targets(submission, rules);
        judge.checkProfiles(account, submission);
        boolean customerKnown =
                judge.customer(account, submission.parties().customerId()).isPresent();
        Instant now = clock.instant();
        transactions.add(new Transaction(
                submission.generation(),
                submission.transactionId(),
                submission.kind(),
                submission.parties(),
                submission.orderNo(),
                now,
                now.plus(world.settings().processingTime()),
                customerKnown || rules.get(Dialect.WRONG_CUSTOMER) != Dialect.WrongCustomer.IN_TRANSACTION
                        ? null
                        : Condition.CUSTOMER_NOT_FOUND,
                customerKnown ? performed(submission, targets, rules, now) : withoutCustomer(targets)));
    }

    /**
     * An account's transactions as they look now, in the order of their acceptance.
     *
     * @param id the only transaction to show, or null for all
     * @param lag how long an accepted transaction is not shown yet
     */
    public synchronized List<TransactionView> transactions(
            World.Reseller account, Selection selection, @Nullable String id, Duration lag) throws Refused {
        judge.checkSelection(account, selection, Condition.RESELLER_ID_INVALID);
        Instant now = clock.instant();
        Dialect rules = dialect.get();
        Stream<Transaction> candidates = id == null
                ? transactions.shown(selection.generation(), rules)
                : Stream.ofNullable(transactions.shown(selection.generation(), selection.resellerId(), id, rules));
        return candidates
                .filter(it -> selection.includes(it.parties()))
                .filter(it -> !now.isBefore(it.acceptedAt().plus(lag)))
                .map(it -> new TransactionView(it, it.isVisible(now)))
                .toList();
    }

    /** All registered devices, also those of transactions in progress: a copy, in the order of type and identifier. */
    public synchronized List<RegisteredDevice> devices() {
        return register.devices().stream()
                .sorted(Comparator.comparing(RegisteredDevice::type).thenComparing(RegisteredDevice::id))
                .toList();
    }

    /** The transactions that were accepted: a copy, in the order of their acceptance. */
    public synchronized List<AcceptedTransaction> transactions() {
        return transactions.accepted();
    }

    /**
     * A page of an account's devices, in the order of their registration. What a transaction in progress did can be
     * seen already.
     */
    public synchronized Page<DeviceView> devices(World.Reseller account, Selection selection, PageRequest page)
            throws Refused {
        judge.checkSelection(account, selection, Condition.RESELLER_NOT_FOUND);
        Instant now = clock.instant();
        return page.of(register.devices(selection)).map(device -> view(account, device, now));
    }

    /** A page of an account's customers, in the order of the world. */
    public Page<World.Customer> customers(World.Reseller account, Selection selection, PageRequest page)
            throws Refused {
        judge.checkAccount(account, selection.resellerId(), Condition.RESELLER_ID_INVALID);
        String customerId = selection.customerId();
        return page.of(customerId == null ? account.customers() : List.of(judge.listed(account, customerId)));
    }

    /** A page of the resellers that an account knows: itself, then its vendors in the order of the world (assumed). */
    public Page<AccountView> resellers(World.Reseller account, Selection selection, PageRequest page) throws Refused {
        judge.checkAccount(account, selection.resellerId(), Condition.RESELLER_ID_INVALID);
        List<AccountView> resellers = new ArrayList<>();
        resellers.add(new AccountView(account.resellerId(), account.details()));
        account.vendors().forEach(vendor -> resellers.add(new AccountView(vendor.vendorId(), vendor.details())));
        return page.of(resellers);
    }

    /** The KME profiles of an account's customer, in the order of the world. */
    public List<ProfileView> profiles(World.Reseller account, String resellerId, String customerId) throws Refused {
        judge.checkAccount(account, resellerId, Condition.RESELLER_ID_INVALID);
        return judge.listed(account, customerId).profileAliases().stream()
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

    private DeviceView view(World.Reseller account, RegisteredDevice device, Instant now) {
        Transaction upload = transactions.uploadOf(device);
        Phones.Key key = register.phones().key(device.type(), device.id());
        return new DeviceView(
                PortalId.of(key.type().name(), key.id()),
                device,
                register.phones().phone(device.type(), device.id()),
                judge.customer(account, device.customerId())
                        .map(it -> it.details().name())
                        .orElse(null),
                UploadTags.of(device, key, dialect.get()),
                upload == null || upload.isVisible(now) ? "Verified" : "Pending");
    }

    private List<Work.Target> targets(Submission submission, Dialect rules) throws Refused {
        List<Work.Target> targets = new ArrayList<>();
        String uploadId = submission.removeTransactionId();
        if (uploadId != null) {
            registeredBy(submission, uploadId, rules).forEach(it -> targets.add(new Work.Target(it.type(), it.id())));
        }
        Submission.Identifiers identifiers = submission.identifiers();
        if (identifiers != null) {
            DeviceType type = judge.type(identifiers);
            identifiers.ids().forEach(id -> targets.add(new Work.Target(type, id)));
        }
        return targets;
    }

    /** The devices that an upload registered and that are still there, in the order of the upload. */
    private List<RegisteredDevice> registeredBy(Submission submission, String uploadId, Dialect rules) throws Refused {
        String resellerId = submission.parties().resellerId();
        Generation side = submission.generation();
        Transaction upload = transactions.shown(side, resellerId, uploadId, rules);
        List<RegisteredDevice> registered = upload == null
                ? register.devices().stream()
                        .filter(it -> it.generation() == null)
                        .filter(it -> it.resellerId().equals(resellerId))
                        .filter(it -> it.transactionId().equals(uploadId))
                        .toList()
                : upload.outcomes().stream()
                        .flatMap(it -> register.registeredBy(it.type(), it.id(), upload, side).stream())
                        .distinct()
                        .toList();
        boolean known = upload == null ? !registered.isEmpty() : upload.kind() == Kind.UPLOAD;
        if (!known) {
            throw Refused.of(Condition.TRANSACTION_ID_INVALID, uploadId);
        }
        return registered;
    }

    private List<DeviceOutcome> performed(Submission submission, List<Work.Target> targets, Dialect rules, Instant now)
            throws Refused {
        Work work = new Work(register, submission, rules);
        work.checkForeign(targets);
        return work.perform(targets, now);
    }

    private static List<DeviceOutcome> withoutCustomer(List<Work.Target> targets) {
        return targets.stream()
                .map(it -> DeviceOutcome.failed(it.type(), it.id(), Condition.CUSTOMER_NOT_FOUND))
                .toList();
    }
}
