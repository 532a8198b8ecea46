package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.gen2client.bulk.BulkReceipt;
import io.github.kdpbridge.gen2client.bulk.BulkRequest;
import io.github.kdpbridge.gen2client.bulk.ChunkState;
import io.github.kdpbridge.gen2client.token.Token;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million devices, listed or uploaded, pass through a heap of 64 MiB: that of a process of its own. */
class MillionDevicesTest {
    private static final long DEVICES = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    void listOfAMillionDevices_passesThrough64MiB() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(new Generator());
            server.start();

            assertThat(run(Reader.class, server)).endsWith("1000000 devices");
            assertThat(server.getRequestCount()).isEqualTo(1000);
        }
    }

    @Test
    void bulkOfAMillionDevices_passesThrough64MiB() throws Exception {
        try (MockWebServer server = new MockWebServer()) {
            Set<String> registered = ConcurrentHashMap.newKeySet();
            server.setDispatcher(new Register(registered));
            server.start();

            assertThat(run(Sender.class, server)).endsWith("1000000 devices, complete");
            assertThat(server.getRequestCount()).isEqualTo(100);
            assertThat(registered).hasSize(Math.toIntExact(DEVICES));
        }
    }

    /** Runs a program against a server, in a process of its own with a heap of 64 MiB, and returns what it printed. */
    private String run(Class<?> program, MockWebServer server) throws Exception {
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.getName(),
                        server.url("/kcs/v1/rp").toString())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        try {
            assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(Files.readString(errors)).isZero();
        return Files.readString(output);
    }

    private static Gen2Client client(String baseUrl) {
        return TestedClient.builder(ResellerId.of("4680000925"))
                .baseUrl(baseUrl)
                .resilience(Resilience.builder().requestsPerSecond(10_000).build())
                .tokens(context -> new Token(
                        "x-knox-apitoken", "token", Instant.now(), Instant.now().plusSeconds(1800)))
                .build();
    }

    /** The other process: counts the devices, which are all different. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) {
            try (Gen2Client client = client(arguments[0])) {
                long[] last = {0};
                long count = client.allDevices(DeviceQuery.all())
                        .mapToLong(device -> Long.parseLong(device.id().value()))
                        .filter(imei -> imei > last[0] && (last[0] = imei) == imei)
                        .count();
                System.out.print(count + " devices");
            }
        }
    }

    /** The other process: uploads serial numbers, which are all different. */
    static final class Sender {
        private Sender() {}

        public static void main(String[] arguments) {
            try (Gen2Client client = client(arguments[0])) {
                BulkRequest request = BulkRequest.of(CustomerId.of("1200000321"), TransactionId.of("bulk"));
                BulkReceipt receipt = client.uploadAll(
                        request,
                        LongStream.range(0, DEVICES).mapToObj(i -> DeviceId.serialNumber("R58N" + (1_000_000 + i))));
                System.out.print(receipt.deviceCount(ChunkState.ACCEPTED) + " devices, "
                        + (receipt.complete() ? "complete" : "not complete"));
            }
        }
    }

    /** Accepts every upload and notes its devices; one that comes twice fails the upload. */
    private static final class Register extends Dispatcher {
        private static final Pattern SERIAL_NUMBER = Pattern.compile("\"(R58N\\d{7})\"");
        private static final Pattern TRANSACTION = Pattern.compile("\"transactionId\":\"[^\"]+\"");
        private final Set<String> registered;

        Register(Set<String> registered) {
            this.registered = registered;
        }

        @Override
        public MockResponse dispatch(RecordedRequest request) {
            String body = request.getBody().utf8();
            boolean allNew = SERIAL_NUMBER
                    .matcher(body)
                    .results()
                    .map(found -> found.group(1))
                    .allMatch(registered::add);
            Matcher transaction = TRANSACTION.matcher(body);
            return allNew && transaction.find()
                    ? new MockResponse.Builder()
                            .body("{" + transaction.group() + ",\"state\":\"Progress\",\"code\":2000000}")
                            .build()
                    : new MockResponse.Builder().code(400).body("{\"code\":1}").build();
        }
    }

    /** Makes each page when it is asked for. */
    private static final class Generator extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest request) {
            long size = Long.parseLong(request.getUrl().queryParameter("pageSize"));
            long from = Long.parseLong(request.getUrl().queryParameter("pageNum")) * size;
            Buffer body = new Buffer().writeUtf8("{\"code\":\"2000000\",\"totalCount\":" + DEVICES + ",\"devices\":[");
            for (long i = from; i < Math.min(DEVICES, from + size); i++) {
                body.writeUtf8(i == from ? "{" : ",{")
                        .writeUtf8("\"id\":\"5c7d1f0a" + (1_000_000_000_000_000L + i) + "0\",")
                        .writeUtf8("\"createTime\":" + (1_551_440_000_000L + i) + ",")
                        .writeUtf8("\"imei\":\"" + (351_800_000_000_702L + i) + "\",\"customerId\":\"1200000321\",")
                        .writeUtf8("\"transactionId\":\"244303\",\"state\":\"Registered\",\"model\":\"SM-G991B\"}");
            }
            return new MockResponse.Builder().body(body.writeUtf8("]}")).build();
        }
    }
}
