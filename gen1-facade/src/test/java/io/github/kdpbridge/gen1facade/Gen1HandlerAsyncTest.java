package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The same answers, without a thread that waits for them. */
@ExpectedLog("upload 244303 was refused: as Gen2 says \\(code 50300001\\): about something \\[HTTP 507\\]")
class Gen1HandlerAsyncTest extends Gen1HandlerTest {
    private static final Gen1Request STATUS = new Gen1Request(
            "GET",
            "/bulkenroll/v1/reseller/devices/status",
            "resellerId=4680000925&transactionId=244303",
            Map.of("x-wsm-api-token", "sim-gen1-key"),
            ByteString.EMPTY);

    @Override
    Gen1Response answer(Gen1Handler handler, Gen1Request request) {
        return handler.handleAsync(request).toCompletableFuture().join();
    }

    private static Gen1Handler handler(CompletableFuture<Throwable> answer) {
        return Gen1Handler.builder()
                .account(
                        "sim-gen1-key",
                        Handlers.builder()
                                .on(Operation.STATUS, request -> answer.thenCompose(Stages::failed))
                                .build()
                                .program(ResellerId.of("4680000925")))
                .build();
    }

    @Test
    @ExpectedLog("status 244303 got no answer: silence")
    void requestWhoseAnswerIsNotThere_holdsNoThread() {
        CompletableFuture<Throwable> service = new CompletableFuture<>();

        CompletableFuture<Gen1Response> answer =
                handler(service).handleAsync(STATUS).toCompletableFuture();

        assertThat(answer).isNotDone();
        service.completeExceptionally(new UnreachableException("status 244303", "silence", null, false));
        assertThat(answer)
                .succeedsWithin(Duration.ofMinutes(1))
                .extracting(Gen1Response::status)
                .isEqualTo(503);
    }

    /** A program may answer on any thread. */
    @Test
    @ExpectedLog("status 244303 got no answer: silence")
    void whatFollowsAnAnswer_hasTheLogContextOfItsRequest() throws Exception {
        CompletableFuture<Throwable> service = new CompletableFuture<>();
        MDC.put("request", "R-1");
        CompletableFuture<String> followed = handler(service)
                .handleAsync(STATUS)
                .toCompletableFuture()
                .thenApply(response -> String.valueOf(MDC.get("request")));
        MDC.remove("request");

        Thread other = new Thread(
                () -> service.completeExceptionally(new UnreachableException("status 244303", "silence", null, false)));
        other.start();
        other.join();

        assertThat(followed).isCompletedWithValue("R-1");
    }

    /** An entrance that is not told would leave its caller waiting for ever. */
    @Test
    void error_failsTheStage() {
        NoClassDefFoundError error = new NoClassDefFoundError("a class");

        assertThat(handler(CompletableFuture.failedFuture(error)).handleAsync(STATUS))
                .failsWithin(Duration.ofMinutes(1))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isSameAs(error);
    }
}
