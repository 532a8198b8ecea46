package io.github.kdpbridge.gen2client.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.Region;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.token.SigningKey;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2ListProfile;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.gen2client.wire.ListField;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.event.MicrometerListener;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@ExpectedLog(".*; once more in [0-9]+ ms")
class ClientSamplesTest extends SampleFixture {
    private static final String CUSTOMERS_PATH = "/kcs/v1/rp/customers/list";

    @TempDir
    Path directory;

    /** A key file as the portal gives it. */
    private Path keyFile() throws IOException, NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        Base64.Encoder base64 = Base64.getEncoder();
        return Files.writeString(
                directory.resolve("keys.json"),
                "{\"Public\":\"%s\",\"Private\":\"%s\"}"
                        .formatted(
                                base64.encodeToString(pair.getPublic().getEncoded()),
                                base64.encodeToString(pair.getPrivate().getEncoded())));
    }

    @Test
    void firstCall() throws Exception {
        String clientIdentifier = "sim-client-identifier";
        Path keyFile = keyFile();
        // sample
        try (Gen2Client kdp = Gen2Client.builder(ResellerId.of("4680000925"))
                .tokens(TokenSource.signedToken(clientIdentifier, SigningKey.read(keyFile)))
                .baseUrl(service)
                .build()) {
            Receipt receipt = kdp.upload(UploadRequest.builder(CustomerId.of("1200000321"), TransactionId.of("PO-7"))
                    .imeis(List.of("350000000000014", "350000000000022"))
                    .build());
            TransactionStatus status = kdp.awaitCompletion(receipt, Duration.ofMinutes(10));
            status.failed().forEach(device -> log.warn("{}", device.masked()));
        }
        // end
        assertThat(registered()).containsExactlyInAnyOrder("350000000000014", "350000000000022");
        assertThat(requests("/ams/v1/users/accesstoken")).isOne();
    }

    @Test
    void oauth() {
        String clientId = "sim-client";
        String clientSecret = "sim-secret";
        // sample
        OAuthTokenSource tokens = OAuthTokenSource.of(clientId, clientSecret).withLifetime(Duration.ofHours(1));
        Gen2Client kdp =
                Gen2Client.builder(reseller).tokens(tokens).baseUrl(service).build();
        // end
        try (kdp) {
            assertThat(kdp.customers(CustomerQuery.all(), page()).items()).hasSize(2);
        }
        assertThat(requests("/ams/v1/oauth2/token")).isOne();
        assertThat(requests("/ams/v1/users/accesstoken")).isZero();
    }

    private static PageRequest page() {
        return PageRequest.first();
    }

    @Test
    void region() {
        // sample
        Gen2Client.Builder european =
                Gen2Client.builder(reseller).tokens(tokens).region(Region.EU);
        // end
        List<String> hosts = new ArrayList<>();
        OkHttpClient recording = new OkHttpClient.Builder()
                .addInterceptor(chain -> {
                    hosts.add(chain.request().url().host());
                    throw new IOException("no network in tests");
                })
                .build();
        Resilience once = Resilience.builder().attempts(1).build();
        try (Gen2Client client = european.http(recording).resilience(once).build()) {
            assertThatThrownBy(() -> client.status(StatusRequest.of(TransactionId.of("PO-7"))))
                    .isInstanceOf(UnreachableException.class);
        }
        assertThat(hosts).containsOnly("eu-kcs-api.samsungknox.com").isNotEmpty();
    }

    @Test
    void resilience() {
        // sample
        Resilience resilience = Resilience.builder()
                .requestsPerSecond(20)
                .concurrentRequests(8)
                .attempts(6)
                .firstPause(Duration.ofMillis(200))
                .build();
        Gen2Client kdp = Gen2Client.builder(reseller)
                .tokens(tokens)
                .baseUrl(service)
                .resilience(resilience)
                .build();
        // end
        knox.simulator().fault(Fault.status(CUSTOMERS_PATH, 500).times(2));
        try (kdp) {
            assertThat(kdp.allCustomers(CustomerQuery.all())).hasSize(2);
        }
        assertThat(requests(CUSTOMERS_PATH)).isEqualTo(3);
    }

    @Test
    void metrics() {
        MeterRegistry registry = new SimpleMeterRegistry();
        // sample
        Gen2Client kdp = Gen2Client.builder(reseller)
                .tokens(tokens)
                .baseUrl(service)
                .listener(new MicrometerListener(registry))
                .build();
        // end
        try (kdp) {
            assertThat(kdp.devices(DeviceQuery.all(), page()).items()).isEmpty();
        }
        assertThat(registry.get("kdp.client.calls")
                        .tags("operation", "devices", "outcome", "success")
                        .timer()
                        .count())
                .isOne();
        assertThat(registry.get("kdp.client.tokens")
                        .tags("outcome", "success")
                        .counter()
                        .count())
                .isEqualTo(1.0);
        assertThat(registry.get("kdp.client.breaker.open").gauge().value()).isZero();
    }

    @Test
    void ownListener() {
        List<String> alarms = new ArrayList<>();
        // sample
        ClientListener alarm = new ClientListener() {
            @Override
            public void retry(Call call, KdpException failure, Duration pause) {
                alarms.add(call.operation().name() + ": " + failure.httpStatus());
            }
        };
        Gen2Client kdp = Gen2Client.builder(reseller)
                .tokens(tokens)
                .baseUrl(service)
                .listener(alarm)
                .build();
        // end
        knox.simulator().fault(Fault.status(CUSTOMERS_PATH, 500));
        try (kdp) {
            assertThat(kdp.allCustomers(CustomerQuery.all())).hasSize(2);
        }
        assertThat(alarms).containsExactly("customers: 500");
    }

    @Test
    void wireProfile() {
        Gen2Profile profile = Gen2Profile.builder()
                .deviceLimit(10_000)
                .statusLag(Duration.ofMinutes(2))
                .lists(Gen2ListProfile.builder()
                        .names(Map.of(ListField.PROFILES, "aliases"))
                        .build())
                .errors(ErrorCatalogue.standard()
                        .withCode(Generation.GEN2, Condition.TRANSACTION_ID_DUPLICATE, "40900007"))
                .build();
        Gen2Client kdp = Gen2Client.builder(reseller)
                .tokens(tokens)
                .baseUrl(service)
                .profile(profile)
                .build();
        try (kdp) {
            assertThat(kdp.allCustomers(CustomerQuery.all())).hasSize(2);
        }
        assertThat(requests(CUSTOMERS_PATH)).isOne();
    }

    @Test
    void ownTransportAndThreads() throws Exception {
        OkHttpClient shared =
                new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(20)).build();
        ExecutorService workers = Executors.newFixedThreadPool(2);
        // sample
        Gen2Client kdp = Gen2Client.builder(reseller)
                .tokens(tokens)
                .baseUrl(service)
                .http(shared)
                .executor(workers)
                .build();
        // end
        try (kdp) {
            assertThat(kdp.async().customers(CustomerQuery.all(), page()).get().items())
                    .hasSize(2);
        }
        assertThat(workers.isShutdown()).isFalse();
        assertThat(shared.dispatcher().executorService().isShutdown()).isFalse();
        workers.shutdown();
        shared.dispatcher().executorService().shutdown();
        shared.connectionPool().evictAll();
    }
}
