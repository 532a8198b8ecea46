package io.github.kdpbridge.gen2client.wire;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Profile;
import io.github.kdpbridge.core.ProfileQuery;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.json.ItemReading;
import io.github.kdpbridge.serviceclient.json.JsonReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The lists of generation 2 in terms of the domain: one method, one HTTP request, never retried. Safe for use by many
 * threads.
 *
 * <p>The {@code authorization} of each method is the headers that carry the token.
 */
public final class Gen2Lists {
    private static final CharMatcher SENDABLE = CharMatcher.inRange(' ', '~');

    private final Gen2Profile profile;
    private final Gen2Service service;
    private final Surprises surprises;
    private final StatusAnswers statuses;
    private final JsonReading<PageDto<ListedDevice>> devices;
    private final JsonReading<PageDto<Customer>> customers;
    private final JsonReading<PageDto<Profile>> profiles;

    Gen2Lists(Gen2Profile profile, Gen2Service service, StatusAnswers statuses, Surprises surprises) {
        this.profile = profile;
        this.service = service;
        this.surprises = surprises;
        this.statuses = statuses;
        ListItems items = new ListItems(profile, surprises);
        this.devices = reading(ListField.DEVICES, items.device());
        this.customers = reading(ListField.CUSTOMERS, items.customer());
        this.profiles = reading(ListField.PROFILES, items.profile());
    }

    /** Asks for a page of the reseller's transactions. */
    public Page<TransactionStatus> transactions(
            Map<String, String> authorization, ResellerId reseller, TransactionsQuery query) {
        return statuses.list(authorization, reseller, query);
    }

    /** Asks for a page of the reseller's devices. */
    public Page<ListedDevice> devices(Map<String, String> authorization, ResellerId reseller, DeviceQuery query) {
        Map<String, String> parameters =
                parameters(profile.lists(), reseller, query.customer(), query.vendor(), query.page());
        Question question = new Question(query.label(), profile.lists().devicesPath(), authorization, parameters);
        return ask(question, query.page(), ListField.DEVICES, devices);
    }

    /** Asks for a page of the reseller's customers. */
    public Page<Customer> customers(Map<String, String> authorization, ResellerId reseller, CustomerQuery query) {
        Map<String, String> parameters = parameters(profile.lists(), reseller, query.customer(), null, query.page());
        Question question = new Question(query.label(), profile.lists().customersPath(), authorization, parameters);
        return ask(question, query.page(), ListField.CUSTOMERS, customers);
    }

    /**
     * Asks for a customer's Knox Mobile Enrollment profiles. The two ids are headers (documented, July 2020); there are
     * no known pages.
     */
    public List<Profile> kmeProfiles(Map<String, String> authorization, ResellerId reseller, ProfileQuery query) {
        CustomerId customer = query.customer();
        if (!SENDABLE.matchesAllOf(reseller.value() + customer.value())) {
            throw new RefusedLocallyException(
                    query.label(),
                    Reason.INVALID_REQUEST,
                    "this list takes the ids of reseller and customer as headers, which carry printable ASCII only",
                    null);
        }
        Map<String, String> headers = ImmutableMap.<String, String>builder()
                .putAll(authorization)
                .put("resellerId", reseller.value())
                .put("customerId", customer.value())
                .buildOrThrow();
        Question question = new Question(query.label(), profile.lists().kmeProfilesPath(), headers, Map.of());
        return ask(question, PageRequest.first(), ListField.PROFILES, profiles).items();
    }

    static Map<String, String> parameters(
            Gen2ListProfile lists,
            ResellerId reseller,
            @Nullable CustomerId customer,
            @Nullable VendorId vendor,
            PageRequest page) {
        long number = Math.addExact(page.number(), lists.firstPage());
        int size = Objects.requireNonNullElse(page.size(), lists.pageSize());
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(lists.name(ListField.RESELLER_PARAMETER), reseller.value());
        if (customer != null) {
            parameters.put(lists.name(ListField.CUSTOMER_PARAMETER), customer.value());
        }
        if (vendor != null) {
            parameters.put(lists.name(ListField.VENDOR_PARAMETER), vendor.value());
        }
        parameters.put(lists.name(ListField.PAGE_PARAMETER), Long.toString(number));
        parameters.put(lists.name(ListField.PAGE_SIZE_PARAMETER), Integer.toString(size));
        return parameters;
    }

    /** Turns the error behind the last page (documented) into an empty page. */
    static <T> Page<T> emptyIfOutOfBounds(RefusedException refusal, PageRequest page) {
        if (refusal.condition() != Condition.PAGE_OUT_OF_BOUNDS) {
            throw refusal;
        }
        return new Page<>(List.of(), 0L, page.number(), 0L, UnknownFields.none());
    }

    /** An answer without the list counts as an empty list only if it reports itself that there is nothing. */
    private <T> Page<T> ask(
            Question question, PageRequest page, ListField itemsField, JsonReading<PageDto<T>> reading) {
        Exchange exchange = service.read(question.operation());
        PageDto<T> answer;
        try {
            answer = exchange.send(service.get(question.path(), question.headers(), question.parameters()), reading);
            ServiceError error = answer.verdict().error();
            if (error != null) {
                throw exchange.refused(error, answer.errorId());
            }
        } catch (RefusedException e) {
            return emptyIfOutOfBounds(e, page);
        }
        List<T> items = answer.items();
        Long totalCount = answer.totalCount();
        if (items == null && (totalCount == null || totalCount > 0)) {
            throw exchange.notUnderstood("the body has no " + profile.lists().name(itemsField));
        }
        if (page.number() == 0 && items != null && items.isEmpty() && totalCount != null && totalCount > 0) {
            throw exchange.notUnderstood("it counts %d %s and lists none"
                    .formatted(totalCount, profile.lists().name(itemsField)));
        }
        return new Page<>(
                items == null ? List.of() : items, totalCount, page.number(), answer.totalPages(), answer.unknown());
    }

    private <T> JsonReading<PageDto<T>> reading(ListField itemsField, ItemReading<T> item) {
        return PageDto.reading(profile.lists(), itemsField, item, () -> new Verdicts(profile.errors(), surprises));
    }

    /** The request in words and on the wire. */
    private record Question(
            String operation, String path, Map<String, String> headers, Map<String, String> parameters) {}
}
