package io.github.kdpbridge.gen2client.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.TestedClient;
import io.github.kdpbridge.gen2client.token.SigningKey;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Bulk uploads by the real client to a real server, where the portal tells what was registered. */
class BulkUploadTest {
    private static final String UPLOAD_PATH = "/kcs/v1/rp/devices/upload";
    private static final SigningKey KEY = key();
    private static final BulkRequest BULK = BulkRequest.of(CustomerId.of("1200000321"), TransactionId.of("244303"));
    private static final List<DeviceId> DEVICES = IntStream.range(0, 1250)
            .mapToObj(i -> i % 5 == 0
                    ? DeviceId.meid("A00000%08d".formatted(i))
                    : DeviceId.serialNumber("R58N%07d".formatted(i)))
            .toList();

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    private Gen2Client client;
    private BulkUploader uploader;

    @BeforeEach
    void start() {
        client = TestedClient.builder(ResellerId.of("4680000925"))
                .baseUrl(knox.gen2BaseUrl().toString())
                .tokens(TokenSource.signedToken("sim-client-identifier", KEY))
                .clock(knox.simulator().clock())
                .build();
        uploader = BulkUploader.builder(client).chunkSize(100).build();
    }

    @AfterEach
    void stop() {
        client.close();
    }

    private static SigningKey key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return SigningKey.of((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> portal() {
        return knox.simulator().devices().stream().map(RegisteredDevice::id).toList();
    }

    private static List<String> identifiers(List<DeviceId> devices) {
        return devices.stream().map(DeviceId::value).toList();
    }

    private static List<String> identifiersOf(List<UploadRequest> requests) {
        return requests.stream()
                .flatMap(request -> request.devices().identifiers().stream())
                .toList();
    }

    @Test
    @ExpectedLog("bulk upload .* FAILED")
    void oneRefusedRequest_keepsOnlyItsOwnDevicesOutOfThePortal() {
        knox.simulator().fault(Fault.delay(UPLOAD_PATH, Duration.ZERO).times(3));
        knox.simulator()
                .fault(Fault.status(UPLOAD_PATH, 400)
                        .body("{\"errorId\":\"7\",\"code\":\"40000000\",\"message\":\"RESOURCE_INVALID_PARAM\"}"));

        BulkReceipt receipt = uploader.upload(BULK, DEVICES.iterator());

        // 1000 serial numbers in ten requests, 250 MEIDs in three
        assertThat(receipt.chunks()).hasSize(13);
        assertThat(receipt.chunks(ChunkState.ACCEPTED)).hasSize(12);
        ChunkOutcome failed = receipt.chunks(ChunkState.FAILED).get(0);
        assertThat(failed.error().orElseThrow())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.condition()).isEqualTo(Condition.RESOURCE_INVALID_PARAM));
        List<String> missing = identifiersOf(receipt.unfinished());
        assertThat(missing).hasSize(failed.count());
        assertThat(portal()).hasSize(DEVICES.size() - missing.size()).doesNotContainAnyElementsOf(missing);

        receipt.unfinished().forEach(client::upload);

        assertThat(portal()).containsExactlyInAnyOrderElementsOf(identifiers(DEVICES));
        assertThat(knox.simulator().devices())
                .extracting(RegisteredDevice::transactionId)
                .hasSameElementsAs(receipt.chunks().stream()
                        .map(chunk -> chunk.transaction().value())
                        .toList());
    }

    @Test
    @ExpectedLog(".*: the answer was lost; .*")
    void wholeCallOnceMoreAfterALostAnswer_leavesEachDeviceInThePortalOnce() {
        knox.simulator().fault(Fault.dropAfter(UPLOAD_PATH));
        uploader.upload(BULK, DEVICES.iterator());

        BulkReceipt second = uploader.upload(BULK, DEVICES.iterator());

        assertThat(second).hasToString("244303: 1250 REPEATED");
        assertThat(second.complete()).isTrue();
        assertThat(portal()).containsExactlyInAnyOrderElementsOf(identifiers(DEVICES));
    }
}
