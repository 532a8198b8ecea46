package io.github.kdpbridge.simulator.portal;

import io.github.kdpbridge.simulator.DeviceType;
import io.github.kdpbridge.simulator.World;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Judges requests as a whole, for both generations: so they agree on every condition and on every text. The order of
 * the checks is part of what callers see.
 */
final class Judge {
    private final int deviceLimit;

    Judge(int deviceLimit) {
        this.deviceLimit = deviceLimit;
    }

    /** Everything that can be said without the register and the transactions. */
    void check(World.Reseller account, Submission submission) throws Refused {
        Submission.Parties parties = submission.parties();
        checkAccount(account, parties.resellerId());
        checkTransactionType(submission);
        customer(account, parties.customerId());
        checkVendor(account, parties.vendorId());
        Submission.Identifiers identifiers = submission.identifiers();
        if (identifiers != null) {
            type(identifiers);
            checkCount(identifiers);
        }
    }

    void checkAccount(World.Reseller account, String resellerId) throws Refused {
        if (!account.resellerId().equals(resellerId)) {
            throw new Refused(
                    Condition.AUTHORIZATION_FAIL, "resellerId " + resellerId + " is not the account of the caller");
        }
    }

    void checkVendor(World.Reseller account, @Nullable String vendorId) throws Refused {
        if (vendorId != null
                && account.vendors().stream().noneMatch(it -> it.vendorId().equals(vendorId))) {
            throw new Refused(
                    Condition.RESELLER_NOT_FOUND,
                    "vendorId " + vendorId + " is not a vendor of resellerId " + account.resellerId());
        }
    }

    void checkCustomer(World.Reseller account, @Nullable String customerId) throws Refused {
        if (customerId != null) {
            customer(account, customerId);
        }
    }

    World.Customer customer(World.Reseller account, String customerId) throws Refused {
        if (!customerId.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Refused(Condition.CUSTOMER_ID_INVALID, "customerId must be digits, not " + customerId);
        }
        Optional<World.Customer> customer = account.customers().stream()
                .filter(it -> it.customerId().equals(customerId))
                .findFirst();
        return customer.orElseThrow(() -> new Refused(
                Condition.CUSTOMER_NOT_FOUND,
                "customerId " + customerId + " is not a customer of resellerId " + account.resellerId()));
    }

    DeviceType type(Submission.Identifiers identifiers) throws Refused {
        return DeviceType.named(identifiers.type())
                .orElseThrow(() -> new Refused(
                        Condition.RESOURCE_INVALID_PARAM, identifiers.typeField() + " must be IMEI, MEID or SN"));
    }

    void checkProfiles(World.Reseller account, Submission submission) throws Refused {
        World.Customer customer = customer(account, submission.parties().customerId());
        for (Submission.Profile profile : submission.profiles()) {
            if (!customer.profileAliases().contains(profile.alias())) {
                throw new Refused(
                        Condition.RESOURCE_INVALID_PARAM,
                        profile.field() + " " + profile.alias() + " is not a KME profile of customerId "
                                + customer.customerId());
            }
        }
    }

    private static void checkTransactionType(Submission submission) throws Refused {
        String expected = submission.kind().transactionType();
        String actual = submission.transactionType();
        if (actual != null && !actual.equals(expected)) {
            throw new Refused(Condition.RESOURCE_INVALID_PARAM, "transactionType must be " + expected);
        }
    }

    private void checkCount(Submission.Identifiers identifiers) throws Refused {
        int count = identifiers.ids().size();
        if (count > deviceLimit) {
            throw new Refused(
                    Condition.DEVICE_COUNT_EXCEEDED,
                    count + " devices are more than the limit of " + deviceLimit + " a request");
        }
    }
}
