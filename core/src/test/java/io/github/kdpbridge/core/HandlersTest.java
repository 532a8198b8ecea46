package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class HandlersTest {
    private static final StatusRequest STATUS = StatusRequest.of(TransactionId.of("244303"));
    private static final ProfileQuery PROFILES = new ProfileQuery(CustomerId.of("1200000321"));
    private static final List<Profile> NONE = List.of();

    @Test
    void operationThatIsNotOffered_fails() {
        assertThat(failure(Handlers.builder().build().send(PROFILES)))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("this program does not offer profiles");
    }

    @Test
    void operationThatIsNotOffered_isThatOfAnotherProgram() {
        DeploymentProgram other = Handlers.builder()
                .on(Operation.PROFILES, query -> CompletableFuture.completedFuture(NONE))
                .build()
                .program(ResellerId.of("4680000925"));

        assertThat(Handlers.builder().otherwise(other).build().send(PROFILES)).isCompletedWithValue(NONE);
    }

    /** One handler for all writes: an operation that is added has it too. */
    @Test
    void handlerOfWrites_isThatOfEachOperationThatWrites() {
        TransactionId id = TransactionId.of("244303");
        CustomerId customer = CustomerId.of("1200000321");
        Devices devices = Devices.imeis(List.of("350000000000006"));
        List<WriteRequest> writes = List.of(
                UploadRequest.builder(customer, id).devices(devices).build(),
                new DeleteRequest(id, customer, null, devices),
                new RemovalRequest(id, customer, null, TransactionId.of("244302")));
        Handlers handlers = Handlers.builder()
                .writes(request -> CompletableFuture.completedFuture(
                        new Receipt(request.transaction(), TransactionState.PROGRESS)))
                .build();

        assertThat(writes.stream().map(WriteRequest::operation))
                .isEqualTo(Operation.all().stream().filter(Operation::isWrite).toList());
        assertThat(writes)
                .allSatisfy(write -> assertThat(handlers.send(write))
                        .isCompletedWithValue(new Receipt(id, TransactionState.PROGRESS)));
        assertThat(failure(handlers.send(STATUS))).isInstanceOf(UnsupportedOperationException.class);
    }

    /** A program of the caller's that waits for something must not hold the thread of another request. */
    @Test
    void handlerThatBlocks_holdsTheCallingThreadOnlyIfThatWaits() {
        CompletableFuture<Thread> release = new CompletableFuture<>();
        DeploymentProgram program = Handlers.builder()
                .blocking(Operation.PROFILES, query -> {
                    assertThat(release.join()).isNotSameAs(Thread.currentThread());
                    return NONE;
                })
                .build()
                .program(ResellerId.of("4680000925"));

        CompletionStage<List<Profile>> answer = program.send(PROFILES);

        assertThat(answer).isNotDone();
        release.complete(Thread.currentThread());
        assertThat(answer).succeedsWithin(Duration.ofMinutes(1)).isEqualTo(NONE);
        assertThatThrownBy(() -> program.kmeProfiles(PROFILES.customer())).isInstanceOf(AssertionError.class);
    }

    /** Errors too: a decorator that releases something at the end of the stage must see them. */
    @Test
    void whateverAHandlerThrows_makesTheStageFail() {
        NoClassDefFoundError error = new NoClassDefFoundError("a class of the handler");
        IllegalStateException exception = new IllegalStateException("broken");
        Handlers handlers = Handlers.builder()
                .blocking(Operation.STATUS, request -> {
                    throw error;
                })
                .on(Operation.PROFILES, query -> {
                    throw exception;
                })
                .build();

        assertThat(failure(handlers.send(STATUS))).isSameAs(error);
        assertThat(failure(handlers.send(PROFILES))).isSameAs(exception);
    }

    private static Throwable failure(CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        return future.handle((answer, failure) -> failure).join();
    }
}
