package io.github.kdpbridge.cli;

import static com.google.common.base.Preconditions.checkState;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gen1facade.Gen1Handler;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.Callable;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;
import okio.Okio;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/**
 * {@code kdp rehearse}: runs a gateway once from start to stop. A JVM that records ({@code -XX:ArchiveClassesAtExit},
 * {@code -XX:AOTCacheOutput}) learns which classes a gateway needs, which halves the time of the next start.
 */
@Command(name = "rehearse", hidden = true, description = "Run a gateway for a moment, for an archive of its classes.")
final class RehearseCommand implements Callable<Integer> {
    private static final int KEY_BITS = 2048;
    private static final String RESELLER = "4680000925";
    private static final String KEY = "rehearsal";
    private static final String READY = "kdp gateway ready at ";
    private static final String LENGTH = "Content-Length:";
    private static final String UPLOAD = """
            {"transactionId":"R-1","resellerId":"%s","customerId":"1200000321",\
            "devices":{"type":"IMEI","list":["351800000000701"]}}""".formatted(RESELLER);
    private static final String JSON = """
            {"accessToken":"made-up","transactionId":"R-1","state":"Progress","code":2000000,"message":"SUCCESS",\
            "devices":{"totalCount":1,"totalPage":1,"pageNum":0,"transactions":[\
            {"transactionId":"R-1","state":"Complete","type":"Put","operationType":"UPLOAD"}]}}""";
    private static final String ANSWER =
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: " + JSON.length()
                    + "\r\n\r\n" + JSON;

    @Override
    public Integer call() throws IOException, NoSuchAlgorithmException {
        Path folder = Files.createTempDirectory("kdp-rehearse");
        try {
            rehearse(folder);
        } finally {
            MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        return ExitCode.OK;
    }

    private static void rehearse(Path folder) throws IOException, NoSuchAlgorithmException {
        try (ServerSocket service = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answer(service), "rehearsal");
            answering.setDaemon(true);
            answering.start();
            rehearse(config(service.getLocalPort(), folder));
        }
    }

    private static void rehearse(GatewayConfig config) throws IOException {
        PipedReader said = new PipedReader();
        PrintWriter out = new PrintWriter(new PipedWriter(said), true);
        Thread serving = new Thread(() -> PlainGateway.serve(config, out), "rehearsal-gateway");
        serving.start();
        String url = new BufferedReader(said)
                .lines()
                .filter(line -> line.startsWith(READY))
                .findFirst()
                .orElseThrow()
                .substring(READY.length());
        call(new Request.Builder()
                .url(url + "/bulkenroll/v1/reseller/devices")
                .header(Gen1Handler.KEY_HEADER, KEY)
                .put(RequestBody.create(UPLOAD, MediaType.get("application/json")))
                .build());
        call(new Request.Builder()
                .url(url + "/bulkenroll/v1/reseller/devices/status?transactionId=R-1&resellerId=" + RESELLER)
                .header(Gen1Handler.KEY_HEADER, KEY)
                .build());
        serving.interrupt();
        Uninterruptibles.joinUninterruptibly(serving);
    }

    private static void call(Request request) throws IOException {
        try (Response response = new OkHttpClient().newCall(request).execute()) {
            checkState(response.isSuccessful(), "%s was answered with %s", request, response);
        }
    }

    /** Answers every request with a success of every shape. A simulator would record classes that no gateway needs. */
    private static void answer(ServerSocket service) {
        while (!service.isClosed()) {
            try (Socket caller = service.accept()) {
                BufferedSource request = Okio.buffer(Okio.source(caller));
                int length = 0;
                for (String line = request.readUtf8LineStrict(); !line.isEmpty(); line = request.readUtf8LineStrict()) {
                    if (line.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                        length =
                                Integer.parseInt(line.substring(LENGTH.length()).strip());
                    }
                }
                request.skip(length);
                caller.getOutputStream().write(ANSWER.getBytes(UTF_8));
            } catch (IOException ignored) {
                // A caller that disconnected does not end the loop; a closed socket does.
            }
        }
    }

    /** A configuration with a key file and a ledger, as in production. */
    private static GatewayConfig config(int port, Path folder) throws IOException, NoSuchAlgorithmException {
        Path keys = folder.resolve("keys.json");
        Files.writeString(keys, keyFile());
        return GatewayConfig.parse(
                """
                gateway { listen = "127.0.0.1:0", admin.listen = "127.0.0.1:0", ledger.file = "%s" }
                resellers = [{
                  resellerId = "%s", gen1Key = "%s"
                  gen2 {
                    baseUrl = "http://127.0.0.1:%d/kcs/v1/rp"
                    auth { scheme = signed-token, clientIdentifier = "rehearsal", keyFile = "%s" }
                  }
                }]
                """.formatted(quoted(folder.resolve("ledger.db")), RESELLER, KEY, port, quoted(keys)), "rehearsal");
    }

    private static String quoted(Path path) {
        return path.toString().replace("\\", "\\\\").replace("\"", "\\\"");
    }

    private static String keyFile() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        KeyPair pair = generator.generateKeyPair();
        Base64.Encoder base64 = Base64.getEncoder();
        return "{\"Public\":\"%s\",\"Private\":\"%s\"}"
                .formatted(
                        base64.encodeToString(pair.getPublic().getEncoded()),
                        base64.encodeToString(pair.getPrivate().getEncoded()));
    }
}
