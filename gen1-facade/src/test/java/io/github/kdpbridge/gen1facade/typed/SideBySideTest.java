package io.github.kdpbridge.gen1facade.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.ledger.InMemoryLedger;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Old and new calls of one program share what the program has. */
@SuppressWarnings("deprecation") // deprecated by design
class SideBySideTest {
    private static final String RESELLER = "4680000925";
    private static final CustomerQuery CUSTOMER = CustomerQuery.of(CustomerId.of("1200000321"));

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private Gen2Client client(OkHttpClient http, Resilience resilience) {
        return Gen2Client.builder(ResellerId.of(RESELLER))
                .tokens(TokenSource.oauth2("sim-client", "sim-secret"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .http(http)
                .resilience(resilience)
                .build();
    }

    private static Gen1DevicesRequest bean() {
        Gen1DevicesRequest bean = new Gen1DevicesRequest();
        bean.setTransactionId("PO-7");
        bean.setResellerId(RESELLER);
        bean.setCustomerId("1200000321");
        bean.setDevices(new Gen1Devices(Gen1Devices.IMEI, List.of("350000000000014")));
        return bean;
    }

    private List<String> paths() {
        return knox.simulator().requests().stream().map(RecordedRequest::path).toList();
    }

    @Test
    void oldAndNewCalls_haveOneTokenAndOneConnection() throws IOException {
        ConnectionPool pool = new ConnectionPool();
        try (Gen2Client kdp =
                client(new OkHttpClient.Builder().connectionPool(pool).build(), Resilience.standard())) {
            Gen1ResellerApi gen1 = Gen1.connect(kdp);

            assertThat(gen1.upload(bean()).execute().isSuccessful()).isTrue();
            assertThat(kdp.customers(CUSTOMER, PageRequest.first()).items()).hasSize(1);
            assertThat(gen1.status(RESELLER, "PO-7").execute().isSuccessful()).isTrue();

            assertThat(paths())
                    .containsExactly(
                            "/ams/v1/oauth2/token",
                            "/kcs/v1/rp/devices/upload",
                            "/kcs/v1/rp/customers/list",
                            "/kcs/v1/rp/devices/status");
            assertThat(pool.connectionCount()).isEqualTo(1);
        }
        pool.evictAll();
    }

    @Test
    void oldAndNewCalls_haveOneLedger() throws IOException {
        try (Gen2Client kdp = client(new OkHttpClient(), Resilience.standard())) {
            DeploymentProgram program = LedgerProgram.of(kdp, InMemoryLedger.create());

            Gen1Receipt old = Gen1.connect(program).upload(bean()).execute().body();
            Receipt repeated = program.upload(Gen1Requests.upload(bean()));

            assertThat(old).usingRecursiveComparison().isEqualTo(Gen1Answers.receipt(repeated));
            assertThat(paths()).filteredOn(path -> path.endsWith("/upload")).hasSize(1);
        }
    }

    @Test
    void oldCallAtTheService_takesThePlaceOfANewOne() throws Exception {
        Gate gate = new Gate();
        Resilience onePlace = Resilience.builder()
                .concurrentRequests(1)
                .patience(Duration.ofMillis(1))
                .build();
        try (Gen2Client kdp =
                client(new OkHttpClient.Builder().addInterceptor(gate).build(), onePlace)) {
            Gen1ResellerApi gen1 = Gen1.connect(kdp);
            CompletableFuture<Boolean> uploaded = CompletableFuture.supplyAsync(() -> {
                try {
                    return gen1.upload(bean()).execute().isSuccessful();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            gate.entered.await(1, TimeUnit.MINUTES);

            assertThatThrownBy(() -> kdp.customers(CUSTOMER, PageRequest.first()))
                    .isInstanceOfSatisfying(
                            RefusedLocallyException.class,
                            e -> assertThat(e.reason()).isEqualTo(RefusedLocallyException.Reason.LIMIT));

            gate.open.countDown();
            assertThat(uploaded.get(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            gate.open.countDown();
        }
    }

    /** Holds an upload on its way to the service. */
    private static final class Gate implements Interceptor {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);

        @Override
        public Response intercept(Chain chain) throws IOException {
            if (chain.request().url().encodedPath().endsWith("/upload")) {
                entered.countDown();
                try {
                    open.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException e) {
                    throw new InterruptedIOException("interrupted");
                }
            }
            return chain.proceed(chain.request());
        }
    }
}
