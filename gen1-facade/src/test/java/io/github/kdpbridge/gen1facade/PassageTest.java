package io.github.kdpbridge.gen1facade;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.WriteRequest;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.RoutedMemory;
import io.github.kdpbridge.core.migration.RoutedMemory.Quiet;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/** Requests of an account of which the old service serves every customer. */
@ExpectedLog("upload null got no answer: the thread was interrupted while it waited")
class PassageTest {
    private static final String KEY = "sim-gen1-key";
    private static final String UPLOAD = "/bulkenroll/v1/reseller/devices";

    private final FakeProgram service = new FakeProgram("4680000925");
    private final Silent old = new Silent();
    private final Gen1Handler handler = Gen1Handler.builder()
            .account(
                    Gen1Key.of(KEY),
                    LedgerProgram.builder(
                                    service,
                                    RoutedMemory.of(UnitKind.CUSTOMER, Phase.GEN1, Quiet.STANDARD, Clock.systemUTC()))
                            .oldService(new FakeProgram("4680000925"), question -> Generation.GEN1)
                            .build(),
                    old)
            .build();

    /** An old service that never answers. */
    private static final class Silent implements OldService {
        private final List<ByteString> got = new ArrayList<>();

        @Override
        public CompletionStage<Answer<Receipt>> write(WriteRequest write, Gen1Request request) {
            return never(request);
        }

        @Override
        public <A> CompletionStage<Answer<A>> read(ReadRequest<A> question, Gen1Request request) {
            return never(request);
        }

        @Override
        public CompletionStage<Gen1Response> unread(Gen1Request request) {
            return never(request);
        }

        private <A> CompletionStage<A> never(Gen1Request request) {
            got.add(request.body());
            return new CompletableFuture<>();
        }

        @Override
        public boolean servesAll() {
            return true;
        }
    }

    /** The old service may have carried out what makes no sense here. */
    @Test
    void interruptOfAnUnreadableWrite_leavesItsOutcomeUnknown() {
        ByteString body = ByteString.encodeUtf8("{\"resellerId\": 4680000925,");
        Thread.currentThread().interrupt();

        Gen1Response response =
                handler.handle(new Gen1Request("PUT", UPLOAD, null, Map.of(Gen1Handler.KEY_HEADER, KEY), body));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(old.got).containsExactly(body);
        assertThat(response.status()).isEqualTo(502);
        assertThat(response.body().utf8()).contains("whether it was carried out is not known");
    }
}
