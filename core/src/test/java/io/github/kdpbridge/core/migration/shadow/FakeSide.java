package io.github.kdpbridge.core.migration.shadow;

import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ServiceLoad;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** A service that answers as a test says. */
final class FakeSide implements DeploymentReads, ServiceLoad {
    static final ResellerId RESELLER = ResellerId.of("4680000925");

    /** The questions in their order. */
    final List<String> asked = new ArrayList<>();
    /** The request ids of the log at each question. */
    final List<@Nullable String> requestIds = new ArrayList<>();

    private Function<ReadRequest<?>, CompletionStage<?>> answers = request -> new CompletableFuture<>();
    private boolean isAtEase = true;
    private int requestsPerSecond = 1000;

    void answer(Object value) {
        answers = request -> CompletableFuture.completedFuture(value);
    }

    void fail(Throwable failure) {
        answers = request -> CompletableFuture.failedFuture(failure);
    }

    void act(Function<ReadRequest<?>, CompletionStage<?>> answers) {
        this.answers = answers;
    }

    void hang() {
        answers = request -> new CompletableFuture<>();
    }

    void load(boolean isAtEase, int requestsPerSecond) {
        this.isAtEase = isAtEase;
        this.requestsPerSecond = requestsPerSecond;
    }

    @Override
    public ResellerId reseller() {
        return RESELLER;
    }

    @Override
    @SuppressWarnings("unchecked") // a test answers what it asks for
    public <A> CompletionStage<A> read(ReadRequest<A> request) {
        asked.add(request.label());
        requestIds.add(MDC.get("requestId"));
        return (CompletionStage<A>) answers.apply(request);
    }

    @Override
    public boolean isAtEase() {
        return isAtEase;
    }

    @Override
    public int requestsPerSecond() {
        return requestsPerSecond;
    }
}
