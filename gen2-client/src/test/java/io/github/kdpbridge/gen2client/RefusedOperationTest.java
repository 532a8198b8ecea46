package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A 401 that no token ends costs few tokens, whatever else the service answers with the same ones. */
class RefusedOperationTest {
    private static final String STATUS = "{\"devices\":{\"totalCount\":1,\"totalPage\":1,\"transactions\":"
            + "[{\"transactionId\":\"t-1\",\"state\":\"Complete\",\"type\":\"Put\"}]}}";
    private static final String RECEIPT =
            "{\"transactionId\":\"t-1\",\"state\":\"Progress\",\"code\":2000000,\"message\":\"SUCCESS\"}";
    private static final CustomerId BARRED = CustomerId.of("2000000009");

    private final ScriptedService service = new ScriptedService();
    private final Gen2Client client = service.builder()
            .resilience(Resilience.builder().attempts(1).build())
            .ticker(TestTicker.showing(() -> Duration.ZERO))
            .build();

    @AfterEach
    void stop() {
        client.close();
        service.close();
    }

    /** Answers what is refused with 401, and all else as it should be. */
    private void refuse(Predicate<RecordedRequest> refused) {
        service.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                boolean upload = String.valueOf(request.getTarget()).contains("upload");
                return refused.test(request)
                        ? new MockResponse.Builder()
                                .code(401)
                                .body("{\"error\":\"Invalid authentication token\"}")
                                .build()
                        : new MockResponse.Builder()
                                .body(upload ? RECEIPT : STATUS)
                                .build();
            }
        });
    }

    private static UploadRequest upload(CustomerId customer) {
        return UploadRequest.builder(customer, ScriptedService.TRANSACTION)
                .imeis(List.of("350000000000006"))
                .build();
    }

    private int statusOf(UploadRequest upload) {
        return catchThrowableOfType(KdpException.class, () -> client.upload(upload))
                .httpStatus();
    }

    @Test
    void uploadsThatAreAlwaysRefused_costNoTokenEachWhileStatusesAreAnswered() {
        refuse(request -> String.valueOf(request.getTarget()).contains("upload"));

        for (int call = 0; call < 8; call++) {
            assertThat(statusOf(ScriptedService.UPLOAD)).isEqualTo(401);
            assertThat(client.status(ScriptedService.STATUS).complete()).isTrue();
        }

        assertThat(service.tokens).hasValue(2);
    }

    @Test
    void uploadsOfOneCustomerThatAreAlwaysRefused_costNoTokenEachWhileOthersAreTaken() {
        refuse(request -> request.getBody() != null && request.getBody().utf8().contains(BARRED.value()));

        for (int call = 0; call < 8; call++) {
            assertThat(statusOf(upload(BARRED))).isEqualTo(401);
            client.upload(ScriptedService.UPLOAD);
        }

        assertThat(service.tokens).hasValue(2);
    }

    /** The refusal of one operation says nothing of the next one's token. */
    @Test
    void tokenThatIsRevokedWhileUploadsAreRefused_isReplacedForAStatusAtOnce() {
        refuse(request -> String.valueOf(request.getTarget()).contains("upload"));
        assertThat(statusOf(ScriptedService.UPLOAD)).isEqualTo(401);
        assertThat(client.status(ScriptedService.STATUS).complete()).isTrue();

        refuse(request -> "Bearer token-2".equals(request.getHeaders().get("Authorization")));

        assertThat(client.status(ScriptedService.STATUS).complete()).isTrue();
        assertThat(service.tokens).hasValue(3);
    }

    /** A token ends when the next one is given, as services may have it: others' renewals help, and clear no count. */
    @Test
    void serviceThatTakesItsLatestTokenOnly_isNotAskedForOneWithEachRefusal() {
        refuse(request -> String.valueOf(request.getTarget()).contains("upload")
                || !("Bearer token-" + service.tokens.get())
                        .equals(request.getHeaders().get("Authorization")));

        for (int call = 0; call < 8; call++) {
            assertThat(statusOf(ScriptedService.UPLOAD)).isEqualTo(401);
            assertThat(client.status(ScriptedService.STATUS).complete()).isTrue();
        }

        assertThat(service.tokens).hasValue(2);
    }
}
