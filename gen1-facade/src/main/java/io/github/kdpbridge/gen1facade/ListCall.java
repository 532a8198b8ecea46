package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.ListQuery;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.VendorId;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.gen1facade.wire.Gen1ListField;
import io.github.kdpbridge.gen1facade.wire.Gen1ListProfile;
import io.github.kdpbridge.gen1facade.wire.Parameters;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of a list.
 *
 * @param <T> the kind of item
 */
record ListCall<T>(Parameters parameters, Gen1ListProfile profile, Listing<T> listing) implements Gen1Call {

    /**
     * The filters of a list and the page of it.
     *
     * @param customer the only customer; null for all
     * @param vendor the only downstream reseller; null for all
     * @param page the page
     */
    record Filter(@Nullable CustomerId customer, @Nullable VendorId vendor, PageRequest page) {}

    /**
     * One kind of list.
     *
     * @param query makes the query of it
     * @param writer writes a page of it
     */
    record Listing<T>(Function<Filter, ListQuery<T>> query, BiFunction<Page<T>, PageRequest, ByteString> writer) {}

    /** Names the transaction of the query, if there is one, as generation 1 does. */
    @Override
    public @Nullable String transactionId() {
        return parameters.text("transactionId");
    }

    @Override
    public Gen1Names names() {
        return new Gen1Names(text(Gen1ListField.CUSTOMER_PARAMETER), null);
    }

    @Override
    public CompletionStage<ByteString> answer(DeploymentProgram program) {
        ListQuery<T> query = request(Gen1Call.accountOf(program));
        return page(program, query).thenApply(page -> listing.writer().apply(page, query.page()));
    }

    @Override
    public ListQuery<T> request(AccountCheck account) {
        ResellerId reseller = Gen1Call.requiredReseller(text(Gen1ListField.RESELLER_PARAMETER));
        PageRequest page = new PageRequest(
                parameters.pageNum(profile.name(Gen1ListField.PAGE_PARAMETER)),
                parameters.pageSize(
                        profile.name(Gen1ListField.PAGE_SIZE_PARAMETER), profile.pageSize(), profile.pageSizeLimit()));
        account.require(reseller);
        return listing.query()
                .apply(new Filter(
                        Gen1Call.optional(text(Gen1ListField.CUSTOMER_PARAMETER), CustomerId::of),
                        Gen1Call.optional(text(Gen1ListField.VENDOR_PARAMETER), VendorId::of),
                        page));
    }

    /**
     * Returns a page of a list, an empty one behind its end. Generation 2 refuses such a page as out of bounds
     * (documented); the behaviour of generation 1 is not known.
     */
    static <T> CompletionStage<Page<T>> page(DeploymentProgram program, ListQuery<T> query) {
        return Stages.recover(
                program.send(query),
                RefusedException.class,
                e -> e.condition() == Condition.PAGE_OUT_OF_BOUNDS
                        ? CompletableFuture.completedFuture(behindTheEnd(query.page()))
                        : Stages.failed(e));
    }

    /** Returns a page of a list of the bridge's own; behind its end, the same as for a list of the service. */
    static <T> Page<T> ownPage(PageRequest asked, Page<T> page) {
        return page.items().isEmpty() && asked.number() > 0 ? behindTheEnd(asked) : page;
    }

    private static <T> Page<T> behindTheEnd(PageRequest asked) {
        return new Page<>(List.of(), 0L, asked.number(), 0L, UnknownFields.none());
    }

    private @Nullable String text(Gen1ListField field) {
        return parameters.text(profile.name(field));
    }
}
