package io.github.kdpbridge.core;

import static org.assertj.core.api.Assertions.assertThat;

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
        Handlers other =
                Handlers.builder().blocking(Operation.PROFILES, query -> NONE).build();
        DeploymentProgram program = new DeploymentProgram() {
            @Override
            public ResellerId reseller() {
                return ResellerId.of("4680000925");
            }

            @Override
            public <A> CompletionStage<A> send(Request<A> request) {
                return other.send(request);
            }
        };

        assertThat(Handlers.builder().otherwise(program).build().send(PROFILES)).isCompletedWithValue(NONE);
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
        assertThat(future).isCompletedExceptionally();
        return future.handle((answer, failure) -> failure).getNow(null);
    }
}
