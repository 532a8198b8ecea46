package io.github.kdpbridge.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.net.HostAndPort;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.config.Gen1Service;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gateway.config.MigratingAccount;
import io.github.kdpbridge.gateway.config.Migration;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.token.SignedTokenSource;
import io.github.kdpbridge.gen2client.token.SigningKey;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("one-jdk")
@ExpectedLog(".*: the service sent code .*, which the error catalogue does not know; .*")
class DoctorTest {
    private static final String CHECK_CONNECTION = "Check host and port in baseUrl and tokenUrl, and whether a firewall"
            + " lets this machine connect. If the way leads through a proxy, name it in"
            + " JAVA_TOOL_OPTIONS=\"-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT\".";

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    Path directory;

    private static SigningKey key() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        return SigningKey.of((RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
    }

    private static TokenSource secret(String secret) {
        return OAuthTokenSource.of("sim-client", secret);
    }

    private Gen2Account account(String id, TokenSource tokens) {
        return account(id, knox.gen2BaseUrl().toString(), tokens, Resilience.standard());
    }

    private static Gen2Account account(String id, String baseUrl, TokenSource tokens, Resilience resilience) {
        return new Gen2Account(
                ResellerId.of(id),
                Set.of(Gen1Key.of("key-of-" + id)),
                new Gen2Service(baseUrl, tokens, resilience, Gen2Profile.standard()));
    }

    private static List<Finding> examine(GatewayConfig.Builder config) {
        List<Finding> findings = new ArrayList<>();
        Doctor.of(config.build()).examine(findings::add);
        return findings;
    }

    /** What is found of one reseller, without the port. */
    private static List<Finding> examine(Gen2Account account) {
        List<Finding> findings = examine(GatewayConfig.builder().account(account));
        return findings.subList(1, findings.size());
    }

    private static Finding good(String subject, String text) {
        return new Finding(Finding.Verdict.GOOD, subject, text, "");
    }

    private static Finding failed(String subject, String text, String advice) {
        return new Finding(Finding.Verdict.FAILED, subject, text, advice);
    }

    private Finding answers() {
        return good(
                "reseller 4680000925, service",
                knox.url().getHost() + ":" + knox.url().getPort() + " answers");
    }

    private static Finding inTime() {
        return good("reseller 4680000925, clock", "this machine has the time of the service");
    }

    private static Finding token() {
        return good("reseller 4680000925, token", "the service gives one");
    }

    @Test
    void whatWorks_isGoodAndCostsTwoRequests() throws Exception {
        List<Finding> findings = examine(account("4680000925", SignedTokenSource.of("sim-client-identifier", key())));

        assertThat(findings)
                .containsExactly(
                        answers(),
                        inTime(),
                        token(),
                        good("reseller 4680000925, account", "is open, with 2 customers"));
        assertThat(knox.simulator().requests())
                .extracting(request -> request.method() + " " + request.path())
                .containsExactly("POST /ams/v1/users/accesstoken", "GET /kcs/v1/rp/customers/list");
    }

    @Test
    void addressForOthersWithoutTls_isAWarning() {
        List<Finding> findings = examine(GatewayConfig.builder()
                .account(account("4680000925", secret("sim-secret")))
                .listen(HostAndPort.fromParts("0.0.0.0", 0)));

        assertThat(findings.get(0))
                .isEqualTo(new Finding(
                        Finding.Verdict.WARNING,
                        "gateway.listen",
                        "0.0.0.0:0 is for other machines as well, and there is no gateway.tls: callers' keys travel in the"
                                + " clear",
                        "Set gateway.tls, or listen at 127.0.0.1 behind a reverse proxy that has TLS."));
    }

    @Test
    void failureOfOne_leavesTheOthers() {
        List<Finding> findings = examine(GatewayConfig.builder()
                .account(account("4680000926", secret("wrong")))
                .account(account("4680000925", secret("sim-secret"))));

        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Finding.Verdict.FAILED)
                .containsExactly(failed(
                        "reseller 4680000926, token",
                        "token request was refused: UNKNOWN (code invalid_client) [HTTP 401]",
                        "Check clientId and clientSecret: the Knox portal shows the one, and gives a new other."));
        assertThat(findings).last().isEqualTo(good("reseller 4680000925, account", "is open, with 2 customers"));
    }

    @Test
    void keyThatThePortalDoesNotHave_isToldFromTheAccount() throws Exception {
        examine(account("4680000925", SignedTokenSource.of("sim-client-identifier", key())));

        List<Finding> findings = examine(account("4680000925", SignedTokenSource.of("sim-client-identifier", key())));

        assertThat(findings)
                .containsExactly(
                        answers(),
                        inTime(),
                        failed(
                                "reseller 4680000925, token",
                                "token request was refused: ACCESS_TOKEN_BAD_REQUEST (code 4012250):"
                                        + " ACCESS_TOKEN_BAD_REQUEST [HTTP 401]",
                                "Check that clientIdentifier is the one that the Knox portal shows, and that the portal"
                                        + " has the public key of keyFile for it: upload it there, or take the key file"
                                        + " that the portal gave."));
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(forbidden\\): .*")
    void accountOfSomebodyElse_isToldFromTheToken() {
        List<Finding> findings = examine(account("4680000926", secret("sim-secret")));

        assertThat(findings.get(2)).isEqualTo(good("reseller 4680000926, token", "the service gives one"));
        assertThat(findings.get(3).subject()).isEqualTo("reseller 4680000926, account");
        assertThat(findings.get(3).text())
                .startsWith("customers page 0 was refused: AUTHORIZATION_FAIL (code 40300000):"
                        + " The current user is unauthorized to use this service. [HTTP 403");
        assertThat(findings.get(3).advice())
                .isEqualTo("Check resellerId: it must be the account that the credentials were made for, as the Knox"
                        + " portal shows it. Check also that the app has the scope kdp and the right to it.");
    }

    @Test
    @ExpectedLog("the service is otherwise than assumed \\(scope\\): .*")
    void scopeThatTheAppDoesNotHave_isToldWithItsSetting() {
        knox.simulator()
                .fault(Fault.status("/ams/v1/oauth2/token", 400)
                        .body("{\"error\":\"invalid_scope\"}")
                        .times(9));

        List<Finding> findings = examine(account("4680000925", secret("sim-secret")));

        Finding last = findings.get(findings.size() - 1);
        assertThat(last.subject()).isEqualTo("reseller 4680000925, token");
        assertThat(last.advice())
                .isEqualTo("Set scope in gen2.auth to a scope of the app's registration, or to \"\" to ask for none.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ams/v1/oauth2/token  | 503 | token   | The token service is in trouble: try again later.",
                "/kcs/v1/rp/customers/list  | 500 | account | The service is in trouble: try again later.",
                "/kcs/v1/rp/customers/list  | 401 | account | The service gives a token and does not take it: check that baseUrl and tokenUrl belong together.",
                "/kcs/v1/rp/customers/list  | 404 | account | Check baseUrl. If the service has another path for its list of customers, set wire.gen2.lists.customersPath.",
            })
    @ExpectedLog("the service is otherwise than assumed \\(error-names\\): .*")
    void refusal_saysWhatToDo(String path, int status, String part, String advice) {
        knox.simulator()
                .fault(Fault.status(path, status)
                        .body("{\"code\":\"1\",\"message\":\"M\"}")
                        .times(9));

        List<Finding> findings = examine(account("4680000925", secret("sim-secret")));

        Finding last = findings.get(findings.size() - 1);
        assertThat(last.subject()).isEqualTo("reseller 4680000925, " + part);
        assertThat(last.text()).endsWith("was refused: M (code 1) [HTTP " + status + "]");
        assertThat(last.advice()).isEqualTo(advice);
    }

    @Test
    void pageOfAProxy_isNoAnswerOfTheService() {
        knox.simulator().fault(Fault.status("/kcs/v1/rp/customers/list", 403).body("<html>"));

        List<Finding> findings = examine(account("4680000925", secret("sim-secret")));

        assertThat(findings.get(3).advice())
                .isEqualTo(
                        "Something else than the service seems to answer there, a proxy or a firewall: check baseUrl.");
    }

    @Test
    @ExpectedLog("this machine's clock differs from the service's by .*")
    void clockThatIsWrong_isAWarning() throws Exception {
        knox.simulator().advanceClock(Duration.ofMinutes(10));

        List<Finding> findings = examine(account("4680000925", SignedTokenSource.of("sim-client-identifier", key())));

        assertThat(findings).hasSize(4);
        assertThat(findings.get(1).verdict()).isEqualTo(Finding.Verdict.WARNING);
        assertThat(findings.get(1).text()).matches("this machine is (599|600) s behind the service");
        assertThat(findings.get(1).advice())
                .isEqualTo("Set this machine's clock, best by NTP. Until then the gateway dates its tokens by the"
                        + " service's time.");
        assertThat(findings.get(3)).isEqualTo(good("reseller 4680000925, account", "is open, with 2 customers"));
    }

    @ParameterizedTest
    @CsvSource({
        "25, GOOD, this machine has the time of the service",
        "40, WARNING, this machine is \\d+ s ahead of the service"
    })
    void clockThatIsALittleAhead_isAWarningFromHalfAMinuteOn(int seconds, Finding.Verdict verdict, String text) {
        List<Finding> findings = new ArrayList<>();
        Clock ahead = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));

        new ServiceCheck(account("4680000925", secret("sim-secret")), ahead).run(findings::add);

        assertThat(findings.get(1).verdict()).isEqualTo(verdict);
        assertThat(findings.get(1).text()).matches(text);
    }

    @Test
    void certificateOfAnUnknownSigner_isToldFromAPortWithoutTls() throws Exception {
        Path keystore = directory.resolve("tls.p12");
        assertThat(new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "RSA",
                                "-keystore",
                                keystore.toString(),
                                "-storepass",
                                "sim-password",
                                "-dname",
                                "CN=localhost",
                                "-ext",
                                "san=dns:localhost")
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("keytool.log").toFile())
                        .start()
                        .waitFor())
                .isZero();
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls(keystore)));
        server.start();
        try {
            String url = "https://localhost:" + server.getAddress().getPort() + "/rp";

            List<Finding> findings = examine(account("4680000925", url, secret("hush"), Resilience.standard()));

            assertThat(findings).hasSize(1);
            assertThat(findings.get(0).advice())
                    .isEqualTo("This Java does not trust the issuer of the certificate. If a proxy of your own opens"
                            + " TLS, add its certificate to a trust store (keytool -importcert) and name that in"
                            + " JAVA_TOOL_OPTIONS=\"-Djavax.net.ssl.trustStore=FILE\".");
        } finally {
            server.stop(0);
        }
    }

    private static SSLContext tls(Path keystore) throws Exception {
        char[] password = "sim-password".toCharArray();
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(keystore.toFile(), password), password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void hostThatIsUnknown_isToldFromAPortThatIsClosed() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        assertThat(examine(account("4680000925", "https://kdp.invalid/rp", secret("hush"), Resilience.standard())))
                .containsExactly(failed(
                        "reseller 4680000925, service",
                        "token request got no answer: the host kdp.invalid is unknown",
                        "Check the host in baseUrl and tokenUrl, and this machine's DNS. If only a proxy knows the host,"
                                + " name it in JAVA_TOOL_OPTIONS=\"-Dhttps.proxyHost=HOST -Dhttps.proxyPort=PORT\"."));
        assertThat(examine(account(
                        "4680000925", "http://127.0.0.1:" + closed + "/rp", secret("hush"), Resilience.standard())))
                .containsExactly(failed(
                        "reseller 4680000925, service",
                        "token request got no answer: 127.0.0.1:" + closed + " does not accept connections",
                        CHECK_CONNECTION));
    }

    @Test
    void serviceThatKeepsSilent_isNotWaitedForLongerThanTheTimeout() {
        knox.simulator().fault(Fault.delay("/ams/v1/oauth2/token", Duration.ofMinutes(1)));
        Resilience hasty =
                Resilience.builder().requestTimeout(Duration.ofMillis(400)).build();

        assertThat(examine(account("4680000925", knox.gen2BaseUrl().toString(), secret("sim-secret"), hasty)))
                .containsExactly(failed(
                        "reseller 4680000925, service",
                        "token request got no answer: " + knox.url().getHost() + ":"
                                + knox.url().getPort() + " did not answer in time",
                        "A firewall may swallow the connection: check that this machine may reach the service. If the"
                                + " service is only slow, raise connectTimeout or requestTimeout."));
    }

    @Test
    void portWithoutTls_isNamed() {
        String https = knox.gen2BaseUrl().toString().replace("http:", "https:");

        List<Finding> findings = examine(account("4680000925", https, secret("hush"), Resilience.standard()));

        assertThat(findings).hasSize(1);
        assertThat(findings.get(0).text()).startsWith("token request got no answer: no secure connection to ");
        assertThat(findings.get(0).advice()).isEqualTo("Check that the port in baseUrl and tokenUrl is one for https.");
    }

    @Test
    void fileThatEverybodyCanRead_isAWarning() throws Exception {
        Path open = Files.createFile(directory.resolve("open.json"));
        Path closed = Files.createFile(directory.resolve("closed.json"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-r-----"));

        List<Finding> findings = examine(GatewayConfig.builder()
                .account(account("4680000925", secret("sim-secret")))
                .secretFile(open)
                .secretFile(closed));

        assertThat(findings.subList(0, 2))
                .containsExactly(
                        new Finding(
                                Finding.Verdict.WARNING,
                                "file " + open,
                                "every user of this machine can read it (rw-r--r--)",
                                "Leave it to the gateway's user: chmod 600 " + open),
                        good("file " + closed, "cannot be read by other users"));
    }

    @Test
    void portInUse_isAFailureUnlessAGatewayIsThere() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            HostAndPort taken = HostAndPort.fromParts("127.0.0.1", other.getLocalPort());

            assertThat(ports(GatewayConfig.builder().listen(taken)))
                    .containsExactly(failed(
                            "port for callers, " + taken,
                            "is taken by another program, or by a gateway whose health cannot be asked for",
                            "Stop that program (ss -ltnp names it), or name another port in gateway.listen."));
            HttpServer admin = healthy();
            HostAndPort health =
                    HostAndPort.fromParts("127.0.0.1", admin.getAddress().getPort());
            try {
                assertThat(ports(GatewayConfig.builder().listen(taken).admin(health)))
                        .containsExactly(
                                good("port for callers, " + taken, "is taken by a gateway that is running"),
                                good("port for admin, " + health, "is taken by a gateway that is running"));
            } finally {
                admin.stop(0);
            }
        }
    }

    @Test
    void addressOfAnotherMachine_cannotBeListenedAt() {
        assertThat(ports(GatewayConfig.builder().listen(HostAndPort.fromParts("kdp.invalid", 80))))
                .containsExactly(
                        failed(
                                "port for callers, kdp.invalid:80",
                                "the host is unknown",
                                "Take an address of this machine, 127.0.0.1 for its own programs or 0.0.0.0 for all networks."));
        assertThat(ports(GatewayConfig.builder().listen(HostAndPort.fromParts("192.0.2.1", 0))))
                .containsExactly(failed(
                        "port for callers, 192.0.2.1:0",
                        "cannot be listened on: Cannot assign requested address",
                        "Take an address of this machine, and a port above 1023 unless the gateway's user may have a"
                                + " lower one."));
    }

    private List<Finding> ports(GatewayConfig.Builder config) {
        return examine(config.account(account("4680000925", secret("sim-secret")))).stream()
                .filter(finding -> finding.subject().startsWith("port "))
                .toList();
    }

    private static HttpServer healthy() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health/live", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    @Test
    void ledgerFile_canBeWrittenOrNot() {
        Path there = directory.resolve("ledger.db");
        Path missing = directory.resolve("missing").resolve("ledger.db");

        assertThat(ledger(new LedgerStore.SqliteFile(there)))
                .isEqualTo(Finding.good("ledger, file " + there, "can be written"));
        assertThat(directory).as("nothing is left behind").isEmptyDirectory();
        assertThat(ledger(new LedgerStore.SqliteFile(missing)))
                .isEqualTo(
                        Finding.failed(
                                "ledger, file " + missing,
                                "the ledger's file " + missing + " cannot be used: there is no folder "
                                        + missing.getParent() + ": make it, or name another one in ledger.file",
                                "Put that right, or name another file in ledger.file: the gateway does not start with this one."));
    }

    /** Others can read a folder, too, but that is not what is wrong. */
    @Test
    void ledgerFileThatIsAFolder_isToldAsThat() throws Exception {
        Path folder = Files.createDirectory(directory.resolve("sticky"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        List<Finding> findings = new ArrayList<>();

        new LedgerCheck(new LedgerStore.SqliteFile(folder), List.of()).run(findings::add);

        assertThat(findings)
                .containsExactly(
                        Finding.failed(
                                "ledger, file " + folder,
                                "the ledger's file " + folder
                                        + " cannot be used: it is a folder: name a file in ledger.file",
                                "Put that right, or name another file in ledger.file: the gateway does not start with this one."));
    }

    @Test
    void ledgerDatabase_isReachedOrNot() {
        Finding finding = ledger(new LedgerStore.Postgresql("jdbc:postgresql://127.0.0.1:1/kdp", "kdp", "hush"));

        assertThat(finding.toString())
                .contains("Connection to 127.0.0.1:1 refused")
                .doesNotContain("hush");
        assertThat(finding.advice())
                .contains("Check ledger.url, ledger.user and ledger.password, and whether this machine may connect.");
    }

    private static Finding ledger(LedgerStore store) {
        List<Finding> findings = new ArrayList<>();
        new LedgerCheck(store, List.of()).run(findings::add);
        return findings.get(0);
    }

    /** What is found of the old service, the last one. */
    private Finding oldService(String baseUrl, String key, HostAndPort listen) {
        Gen1Service service = new Gen1Service(baseUrl, key, Resilience.standard());
        List<Finding> findings = examine(GatewayConfig.builder()
                .account(new MigratingAccount(account("4680000925", secret("sim-secret")), Migration.from(service)))
                .ledger(new LedgerStore.SqliteFile(directory.resolve("ledger.db")))
                .listen(listen));
        return findings.get(findings.size() - 1);
    }

    @Test
    void oldService_isAskedWithItsKey() {
        HostAndPort any = HostAndPort.fromParts("127.0.0.1", 0);
        String server = knox.url().getHost() + ":" + knox.url().getPort();
        String subject = "reseller 4680000925, old service";

        assertThat(oldService(knox.url().toString(), "sim-gen1-key", any))
                .isEqualTo(good(subject, server + " answers; the account is open, with 2 customers"));
        assertThat(oldService(knox.url().toString(), "wrong-key", any))
                .isEqualTo(
                        failed(
                                subject,
                                "customers page 0 was refused: AUTHORIZATION_FAIL (code 4010000): Invalid Api Key [HTTP 401]",
                                "Check gen1.apiKey, or the first gen1Key if that is not set, and resellerId: the key must be the account's."));
        assertThat(oldService(knox.url() + "/elsewhere", "sim-gen1-key", any))
                .isEqualTo(failed(
                        subject,
                        "customers page 0 was refused: RESOURCE_INVALID_PARAM (code 4000000): no such path:"
                                + " /elsewhere/bulkenroll/v1/reseller/customers [HTTP 404]",
                        "Something else than the old service seems to answer there: check gen1.baseUrl."));
        assertThat(oldService("http://127.0.0.1:8080", "sim-gen1-key", HostAndPort.fromParts("0.0.0.0", 8080)))
                .isEqualTo(failed(
                        subject,
                        "http://127.0.0.1:8080 is this gateway itself; it must be the old service",
                        "Set gen1.baseUrl to the address that callers used before the gateway."));
    }
}
