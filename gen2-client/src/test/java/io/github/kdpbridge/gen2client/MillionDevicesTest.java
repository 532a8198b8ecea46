package io.github.kdpbridge.gen2client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen2client.resilience.Resilience;
import io.github.kdpbridge.gen2client.token.Token;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A list of a million devices passes through a heap of 64 MiB: that of a process of its own. */
class MillionDevicesTest {
    private static final long DEVICES = 1_000_000;

    @TempDir
    private Path directory;

    @Test
    void listOfAMillionDevices_passesThrough64MiB() throws Exception {
        Path output = directory.resolve("output");
        Path errors = directory.resolve("errors");
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(new Generator());
            server.start();
            Process reader = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx64m",
                            "-XX:+ExitOnOutOfMemoryError",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Reader.class.getName(),
                            server.url("/kcs/v1/rp").toString())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            try {
                assertThat(reader.waitFor(3, TimeUnit.MINUTES)).isTrue();
            } finally {
                reader.destroyForcibly();
            }

            assertThat(reader.exitValue()).as(Files.readString(errors)).isZero();
            assertThat(Files.readString(output)).endsWith("1000000 devices");
            assertThat(server.getRequestCount()).isEqualTo(1000);
        }
    }

    /** The other process: counts the devices, which are all different. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] arguments) {
            try (Gen2Client client = Gen2Client.builder(ResellerId.of("4680000925"))
                    .baseUrl(arguments[0])
                    .resilience(Resilience.builder().requestsPerSecond(10_000).build())
                    .tokens(context -> new Token(
                            "x-knox-apitoken",
                            "token",
                            Instant.now(),
                            Instant.now().plusSeconds(1800)))
                    .build()) {
                long[] last = {0};
                long count = client.allDevices(DeviceQuery.all())
                        .mapToLong(device -> Long.parseLong(device.id().value()))
                        .filter(imei -> imei > last[0] && (last[0] = imei) == imei)
                        .count();
                System.out.print(count + " devices");
            }
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
