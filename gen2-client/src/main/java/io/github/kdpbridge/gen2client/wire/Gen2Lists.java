package io.github.kdpbridge.gen2client.wire;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ListQuery;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Profile;
import io.github.kdpbridge.core.ProfileQuery;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.contract.Surprises;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.gen2client.wire.Gen2Api.Description;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.Reply;
import io.github.kdpbridge.serviceclient.json.ItemReading;
import io.github.kdpbridge.serviceclient.json.JsonReading;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The lists of generation 2 that are not of transactions: how each is requested and its page read. */
final class Gen2Lists {
    private static final CharMatcher SENDABLE = CharMatcher.inRange(' ', '~');

    private final ResellerId reseller;
    private final Gen2Profile profile;
    private final Gen2Service service;
    private final Surprises surprises;

    Gen2Lists(ResellerId reseller, Gen2Profile profile, Gen2Service service, Surprises surprises) {
        this.reseller = reseller;
        this.profile = profile;
        this.service = service;
        this.surprises = surprises;
    }

    <Q extends ListQuery<T>, T> Description<Q, Page<T>> get(
            String path, Function<Q, Map<String, String>> parameters, ListField items, ItemReading<T> item) {
        ListDto<T> list = list(path, items, item);
        return (authorization, query) -> {
            Exchange exchange = service.read(query.label());
            return exchange.outgoing(
                    service.get(list.path(), authorization, parameters.apply(query)),
                    reply -> page(exchange, reply, list, query.page()));
        };
    }

    /**
     * Lists a customer's Knox Mobile Enrollment profiles. The two ids are headers (documented, July 2020); there are no
     * known pages.
     */
    Description<ProfileQuery, List<Profile>> kmeProfiles(ItemReading<Profile> item) {
        ListDto<Profile> list = list(profile.lists().kmeProfilesPath(), ListField.PROFILES, item);
        return (authorization, query) -> {
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
            Exchange exchange = service.read(query.label());
            return exchange.outgoing(
                    service.get(list.path(), headers, Map.of()),
                    reply -> page(exchange, reply, list, PageRequest.first()).items());
        };
    }

    /** A list on the wire. */
    private record ListDto<T>(String path, String items, JsonReading<PageDto<T>> reading) {}

    private <T> ListDto<T> list(String path, ListField items, ItemReading<T> item) {
        Gen2ListProfile names = profile.lists();
        return new ListDto<>(
                path,
                names.name(items),
                PageDto.reading(names, items, item, () -> new Verdicts(profile.errors(), surprises)));
    }

    Map<String, String> parameters(@Nullable CustomerId customer, @Nullable VendorId vendor, PageRequest page) {
        Gen2ListProfile lists = profile.lists();
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
    private static <T> Page<T> page(Exchange exchange, Reply reply, ListDto<T> list, PageRequest page) {
        PageDto<T> answer;
        try {
            answer = reply.json(list.reading());
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
            throw exchange.notUnderstood("the body has no " + list.items());
        }
        if (page.number() == 0 && items != null && items.isEmpty() && totalCount != null && totalCount > 0) {
            throw exchange.notUnderstood("it counts %d %s and lists none".formatted(totalCount, list.items()));
        }
        return new Page<>(
                items == null ? List.of() : items, totalCount, page.number(), answer.totalPages(), answer.unknown());
    }
}
