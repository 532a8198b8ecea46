package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.world.DeviceType;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges requests as a whole, for both generations, so that they agree on every condition. Callers see the order of the
 * checks.
 */
final class Judge {
    private final World world;

    Judge(World world) {
        this.world = world;
    }

    /** All checks that need neither the register nor the transactions. */
    void check(World.Reseller account, Submission submission, Dialect dialect) throws Refused {
        Submission.Parties parties = submission.parties();
        checkAccount(account, parties.resellerId(), Condition.RESELLER_ID_INVALID);
        checkTransactionType(submission);
        if (customer(account, parties.customerId()).isEmpty() && !isLateForWrongCustomer(submission, dialect)) {
            throw Refused.of(Condition.CUSTOMER_ID_INVALID, parties.customerId());
        }
        checkVendor(account, parties.vendorId());
        Submission.Identifiers identifiers = submission.identifiers();
        if (identifiers != null) {
            DeviceType type = type(identifiers);
            if (identifiers.ids().size() > world.settings().deviceLimit()) {
                throw Refused.of(Condition.DEVICE_COUNT_EXCEEDED, "devices");
            }
            if (submission.generation() == Generation.TWO
                    && dialect.get(Dialect.REPEATED_DEVICES) == Dialect.Repeated.REFUSED
                    && repeats(type, identifiers.ids())) {
                throw Refused.of(Condition.PARAMETER_DUPLICATE, "devices");
            }
        }
    }

    /** Checks the account that a caller names; the operation decides the error of an unknown one. */
    void checkAccount(World.Reseller account, String resellerId, Condition unknown) throws Refused {
        if (!account.resellerId().equals(resellerId)) {
            boolean exists =
                    world.resellers().stream().anyMatch(it -> it.resellerId().equals(resellerId));
            throw Refused.of(exists ? Condition.AUTHORIZATION_FAIL : unknown, resellerId);
        }
    }

    /** Checks the account and the filters of a list. */
    void checkSelection(World.Reseller account, Selection selection, Condition unknownAccount) throws Refused {
        checkAccount(account, selection.resellerId(), unknownAccount);
        if (selection.customerId() != null) {
            listed(account, selection.customerId());
        }
        checkVendor(account, selection.vendorId());
    }

    private static void checkVendor(World.Reseller account, @Nullable String vendorId) throws Refused {
        if (vendorId != null
                && account.vendors().stream().noneMatch(it -> it.vendorId().equals(vendorId))) {
            throw Refused.of(Condition.VENDOR_NOT_FOUND, vendorId);
        }
    }

    /** The customer that a list is about. */
    World.Customer listed(World.Reseller account, String customerId) throws Refused {
        return customer(account, customerId)
                .orElseThrow(() -> Refused.of(
                        world.resellers().stream()
                                        .anyMatch(it -> customer(it, customerId).isPresent())
                                ? Condition.ASSOCIATION_NOT_FOUND
                                : Condition.CUSTOMER_NOT_FOUND,
                        customerId));
    }

    Optional<World.Customer> customer(World.Reseller account, String customerId) {
        return account.customers().stream()
                .filter(it -> it.customerId().equals(customerId))
                .findFirst();
    }

    DeviceType type(Submission.Identifiers identifiers) throws Refused {
        return DeviceType.named(identifiers.type())
                .orElseThrow(() -> Refused.parameter("type", identifiers.typeField() + " must be IMEI, MEID or SN"));
    }

    void checkProfiles(World.Reseller account, Submission submission) throws Refused {
        Optional<World.Customer> customer =
                customer(account, submission.parties().customerId());
        for (String profile : submission.profiles()) {
            if (customer.isPresent() && !customer.get().profileAliases().contains(profile)) {
                throw Refused.parameter("profileAliases", profile + " is not a KME profile of the customer");
            }
        }
    }

    private static boolean isLateForWrongCustomer(Submission submission, Dialect dialect) {
        return submission.generation() == Generation.TWO
                && dialect.get(Dialect.WRONG_CUSTOMER) != Dialect.WrongCustomer.AT_ONCE;
    }

    private static void checkTransactionType(Submission submission) throws Refused {
        String expected = submission.kind().transactionType();
        String actual = submission.transactionType();
        if (actual != null && !actual.equals(expected)) {
            throw Refused.parameter("transactionType", "transactionType must be " + expected);
        }
    }

    private static boolean repeats(DeviceType type, List<String> ids) {
        Set<Phones.Key> seen = new HashSet<>();
        return ids.stream().anyMatch(id -> !seen.add(Phones.Key.of(type, id)));
    }
}
