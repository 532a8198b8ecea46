package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.hash.Hashing;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gateway.TestCertificates;
import io.github.kdpbridge.gateway.TestKeys;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.gateway.settings.ConfigurationException;
import io.github.kdpbridge.gateway.tls.Tls;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatewayConfigTest {
    private static final String GOOD = """
            gateway { listen = "127.0.0.1:8080" }
            resellers = [{
              resellerId = "4680000925"
              gen1Key = "sim-gen1-key"
              gen2 {
                baseUrl = "http://127.0.0.1:9090/kcs/v1/rp"
                auth { scheme = signed-token, clientIdentifier = "sim-client-identifier", keyFile = "keys.json" }
              }
            }]
            """;

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void writeKey() throws Exception {
        file = directory.resolve("gateway.conf");
        TestKeys.write(directory.resolve("keys.json"));
    }

    private GatewayConfig read(String text) throws Exception {
        Files.writeString(file, text);
        return GatewayConfig.read(file);
    }

    @Test
    void goodFile_isRead() throws Exception {
        GatewayConfig config = read(GOOD);

        assertThat(config.listen()).isEqualTo(HostAndPort.fromParts("127.0.0.1", 8080));
        assertThat(config.limits().get(GatewaySettings.BODY)).isEqualTo(64 * 1024 * 1024);
        Gen2Account account = (Gen2Account) config.accounts().get(0);
        assertThat(account.reseller()).isEqualTo(ResellerId.of("4680000925"));
        assertThat(account.keys()).containsExactly(Gen1Key.of("sim-gen1-key"));
        assertThat(account.service().baseUrl()).isEqualTo("http://127.0.0.1:9090/kcs/v1/rp");
        assertThat(config.toString()).doesNotContain("sim-gen1-key", "sim-client-identifier");
    }

    @Test
    void whatHasADefault_mayBeLeftOut() throws Exception {
        GatewayConfig config = read(GOOD.replace("gateway { listen = \"127.0.0.1:8080\" }", "")
                .replace("baseUrl = \"http://127.0.0.1:9090/kcs/v1/rp\"", ""));

        assertThat(config.listen()).isEqualTo(HostAndPort.fromParts("127.0.0.1", 8080));
        assertThat(((Gen2Account) config.accounts().get(0)).service().baseUrl())
                .isEqualTo("https://api.samsungknox.com/kcs/v1/rp");
    }

    @Test
    void oauth2_needsIdAndSecretAndShowsNeither() throws Exception {
        String oauth2 = GOOD.replaceAll(
                "auth \\{.*\\}",
                "auth { scheme = oauth2, clientId = sim-client, clientSecret = sim-secret, scope = kdp }");

        Gen2Account account = (Gen2Account) read(oauth2).accounts().get(0);
        assertThat(account.service().tokens()).isInstanceOf(OAuthTokenSource.class);
        assertThat(account.service().tokens().toString()).doesNotContain("sim-client", "sim-secret");
        assertThatThrownBy(() -> read(oauth2.replace("clientSecret", "clientsecret")))
                .hasMessage(file + ": resellers[0].gen2.auth.clientSecret: is missing (and 1 more)");
        assertThatThrownBy(() -> read(oauth2.replace("scope", "keyFile")))
                .hasMessage(file + ": resellers[0].gen2.auth.keyFile: there is no such setting;"
                        + " known here: clientId, clientSecret, scheme, scope, tokenUrl");
    }

    private List<String> mistakes(String text) {
        try {
            read(text);
            throw new AssertionError("it was read");
        } catch (ConfigurationException e) {
            return e.mistakes();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Otherwise the search for the missing one would begin in a file that seems to have it. */
    @Test
    void misspeltSetting_isNamedBesideTheOneThatIsMissing() {
        assertThat(mistakes(GOOD.replace("resellerId", "reselerId")))
                .containsExactly(
                        file + ": resellers[0].resellerId: is missing",
                        file + ": resellers[0].reselerId: there is no such setting; known here: gen1, gen1Key,"
                                + " gen1KeySha256, gen2, migration, name, resellerId, vendors");
        assertThat(mistakes(GOOD.replace("clientIdentifier", "clientId")))
                .containsExactly(
                        file + ": resellers[0].gen2.auth.clientIdentifier: is missing",
                        file + ": resellers[0].gen2.auth.clientId: there is no such setting; known here:"
                                + " clientIdentifier, keyFile, scheme, tokenUrl");
        assertThat(mistakes(GOOD.replace("auth {", "auht {")))
                .first()
                .isEqualTo(file + ": resellers[0].gen2.auth: is missing");
    }

    /** In a variable or between quotation marks a blank is kept, and nobody sees it. */
    @ParameterizedTest
    @ValueSource(strings = {"4680000925 ", " 4680000925", "4680000925\\n"})
    void resellerWithABlank_isNotAnotherReseller(String id) {
        assertThat(mistakes(GOOD.replace("4680000925", id)))
                .containsExactly(file + ": resellers[0].resellerId: has a blank at its beginning or its end");
    }

    @Test
    void byteOrderMark_isPassedOver_andUtf16IsNamed() throws Exception {
        assertThat(read("\uFEFF" + GOOD).accounts()).hasSize(1);
        Files.writeString(directory.resolve("more.conf"), "\uFEFFgateway.limits.wrongKeys = 7");
        assertThat(read("include \"more.conf\"\n" + GOOD).limits().get(GatewaySettings.WRONG_KEYS))
                .isEqualTo(7);

        for (Charset utf16 : List.of(StandardCharsets.UTF_16, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Files.writeString(file, GOOD, utf16);
            assertThatThrownBy(() -> GatewayConfig.read(file))
                    .hasMessage(file + ": is text in UTF-16; save it in UTF-8");
        }
    }

    /** Of a file without a folder in its name, the parser would look for no others beside it. */
    @Test
    void includeOfAFileByItsBareName_isRead() throws Exception {
        Path bare = Path.of("bare-" + System.nanoTime() + ".conf");
        Path included = Path.of("included-" + bare);
        try {
            Files.writeString(included, "gateway.limits.wrongKeys = 7");
            Files.writeString(
                    bare,
                    "include \"" + included + "\"\n"
                            + GOOD.replace(
                                    "keys.json", directory.resolve("keys.json").toString()));

            assertThat(GatewayConfig.read(bare).limits().get(GatewaySettings.WRONG_KEYS))
                    .isEqualTo(7);
        } finally {
            Files.deleteIfExists(bare);
            Files.deleteIfExists(included);
        }
    }

    @Test
    void addressForOthersWithoutTls_isWarnedOf() throws Exception {
        assertThat(read(GOOD).warnings()).isEmpty();
        assertThat(read(GOOD.replace("127.0.0.1:8080", "0.0.0.0:8080")).warnings())
                .extracting(Warning::toString)
                .containsExactly(
                        "gateway.listen: 0.0.0.0:8080 is for other machines as well, and there is no gateway.tls:"
                                + " callers' keys travel in the clear. Set gateway.tls, or listen at 127.0.0.1 behind a reverse"
                                + " proxy that has TLS.");
        assertThat(read(GOOD.replace("{ listen = \"127.0.0.1:8080\"", "{ admin { listen = \"[::]:8081\" }"))
                        .warnings())
                .extracting(Warning::toString)
                .containsExactly(
                        "gateway.admin.listen: [::]:8081 is for other machines as well, and needs no key. Keep it"
                                + " in a network of the operators, or listen at 127.0.0.1.");
    }

    @Test
    void proxies_areASetting() throws Exception {
        TrustedProxies proxies = read(GOOD.replace(
                        "{ listen", "{ proxies { trusted = [\"10.0.0.0/8\", \"::1\"], header = forwarded }, listen"))
                .proxies();

        assertThat(proxies.header()).isEqualTo(TrustedProxies.Header.FORWARDED);
        assertThat(proxies.caller(InetAddresses.forString("10.1.2.3"), List.of("for=192.0.2.1")))
                .isEqualTo(InetAddresses.forString("192.0.2.1"));
        assertThat(mistakes(GOOD.replace("{ listen", "{ proxies { trusted = [\"proxy\"] }, listen")))
                .containsExactly(
                        file + ": gateway.proxies.trusted: must be an address, or a network such as 10.0.0.0/8 or"
                                + " fd00::/8, not proxy");
        assertThat(mistakes(GOOD.replace("{ listen", "{ proxies { header = Via }, listen")))
                .containsExactly(file + ": gateway.proxies.header: must be X-Forwarded-For or Forwarded, not Via");
    }

    @Test
    void namesOfTheListOfResellers_areSettings() throws Exception {
        Gen2Account account = (Gen2Account) read(GOOD.replace(
                        "resellerId =",
                        "name = Example, vendors = [{ vendorId = \"7850000063\", name = Shop }, { vendorId = \"7850000064\" }]"
                                + ", resellerId ="))
                .accounts()
                .get(0);

        assertThat(account.name()).isEqualTo("Example");
        assertThat(account.vendors())
                .containsExactly(
                        new Reseller(ResellerId.of("7850000063"), "Shop"),
                        new Reseller(ResellerId.of("7850000064"), null));
        assertThatThrownBy(() -> read(GOOD.replace("resellerId =", "vendors = [{ name = Shop }], resellerId =")))
                .hasMessage(file + ": resellers[0].vendors[0].vendorId: is missing");
    }

    @Test
    void ledger_isInAFileUnlessSwitchedOff() throws Exception {
        GatewayConfig usual = read(GOOD);
        GatewayConfig inMemory = read(GOOD.replace("{ listen", "{ ledger { file = off, memory = 7MiB }, listen"));

        assertThat(usual.ledgerStore())
                .contains(new LedgerStore.SqliteFile(directory.resolve("kdp-ledger.db"), Duration.ofDays(400)));
        assertThat(usual.ledgerMemory()).isEqualTo(64 << 20);
        assertThat(inMemory.ledgerStore()).isEmpty();
        assertThat(inMemory.ledgerMemory()).isEqualTo(7 << 20);
    }

    @Test
    void paceOfTheService_isASetting() throws Exception {
        Gen2Account account = (Gen2Account)
                read(GOOD.replace("baseUrl =", "requestsPerSecond = 7, concurrentRequests = 3, baseUrl ="))
                        .accounts()
                        .get(0);

        assertThat(account.service().resilience().requestsPerSecond()).isEqualTo(7);
        assertThat(account.service().resilience().concurrentRequests()).isEqualTo(3);
        Gen2Account standard = (Gen2Account) read(GOOD).accounts().get(0);
        assertThat(standard.service().resilience().requestsPerSecond()).isEqualTo(1000);
        assertThat(standard.service().resilience().concurrentRequests()).isEqualTo(128);
    }

    @Test
    void limits_takeUnits() throws Exception {
        Limits limits = read(GOOD.replace("{ listen", """
                        { limits {
                            head = 16KiB, headTime = 10s, body = 2MiB, bodyTime = 5 minutes, idle = 1500ms
                            answers = 3MiB, answerTime = 4s
                            connections = 7, concurrentRequests = 8, wrongKeys = 9
                        }, listen""")).limits();

        assertThat(limits.get(GatewaySettings.HEAD)).isEqualTo(16 * 1024);
        assertThat(limits.get(GatewaySettings.HEAD_TIME)).isEqualTo(Duration.ofSeconds(10));
        assertThat(limits.get(GatewaySettings.BODY)).isEqualTo(2 * 1024 * 1024);
        assertThat(limits.get(GatewaySettings.BODY_TIME)).isEqualTo(Duration.ofMinutes(5));
        assertThat(limits.get(GatewaySettings.IDLE)).isEqualTo(Duration.ofMillis(1500));
        assertThat(limits.get(GatewaySettings.ANSWERS)).isEqualTo(3 * 1024 * 1024);
        assertThat(limits.get(GatewaySettings.ANSWER_TIME)).isEqualTo(Duration.ofSeconds(4));
        assertThat(limits.get(GatewaySettings.CONNECTIONS)).isEqualTo(7);
        assertThat(limits.get(GatewaySettings.CONCURRENT_REQUESTS)).isEqualTo(8);
        assertThat(limits.get(GatewaySettings.WRONG_KEYS)).isEqualTo(9);
    }

    /** As the page says; an array of Java ends a byte before. */
    @Test
    void largestSize_isTaken() throws Exception {
        Limits limits = read(GOOD.replace("{ listen", "{ limits { body = 2GiB }, listen"))
                .limits();

        assertThat(limits.get(GatewaySettings.BODY)).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void limitThatAProgramSets_isInItsRange() {
        Limits limits = Limits.standard().with(GatewaySettings.CONNECTIONS, 7);

        assertThat(limits.get(GatewaySettings.CONNECTIONS)).isEqualTo(7);
        assertThatThrownBy(() -> limits.with(GatewaySettings.CONNECTIONS, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gateway.limits.connections must be at least 1, not 0");
        assertThatThrownBy(() -> limits.with(GatewaySettings.LISTEN, "127.0.0.1:80"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gateway.listen is no limit");
    }

    @Test
    void operatorsSide_isOnLoopbackUntilSwitchedOff() throws Exception {
        assertThat(read(GOOD).admin()).contains(HostAndPort.fromParts("127.0.0.1", 8081));
        assertThat(read(GOOD.replace("{ listen", "{ admin { listen = \"0.0.0.0:9000\" }, listen"))
                        .admin())
                .contains(HostAndPort.fromParts("0.0.0.0", 9000));
        assertThat(read(GOOD.replace("{ listen", "{ admin { listen = off }, listen"))
                        .admin())
                .isEmpty();
    }

    @Test
    void certificate_isPemOrPkcs12BesideTheFile() throws Exception {
        TestCertificates.writePem(directory.resolve("cert.pem"), directory.resolve("key.pem"));
        TestCertificates.writePkcs12(directory.resolve("tls.p12"), "hush");

        GatewayConfig pem = read(tls("certificate = cert.pem, key = key.pem"));
        assertThat(pem.tls()).contains(new Tls.Pem(directory.resolve("cert.pem"), directory.resolve("key.pem")));
        assertThat(pem.secretFiles()).containsExactly(directory.resolve("key.pem"), directory.resolve("keys.json"));
        GatewayConfig pkcs12 = read(tls("keystore = tls.p12, password = hush"));
        assertThat(pkcs12.tls()).contains(new Tls.Pkcs12(directory.resolve("tls.p12"), "hush"));
        assertThat(pkcs12.secretFiles()).containsExactly(directory.resolve("tls.p12"), directory.resolve("keys.json"));
        assertThat(read(GOOD).tls()).isEmpty();
        assertThat(read(GOOD).adminTls()).isEmpty();

        GatewayConfig admin =
                read(GOOD.replace("{ listen", "{ admin.tls { certificate = cert.pem, key = key.pem }, listen"));
        assertThat(admin.adminTls()).isEqualTo(pem.tls());
        assertThat(admin.tls()).isEmpty();
        assertThat(admin.secretFiles()).containsExactly(directory.resolve("key.pem"), directory.resolve("keys.json"));
        assertThat(Changes.needingRestart(read(GOOD), admin)).containsExactly("gateway.admin");
        assertThatThrownBy(() -> read(GOOD.replace("{ listen", "{ admin.tls.certificate = cert.pem, listen")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ": gateway.admin.tls.key: is missing");
    }

    @Test
    void certificateThatNobodyCanUse_isToldBeforeTheStart() throws Exception {
        Files.writeString(directory.resolve("cert.pem"), "nothing");

        assertThatThrownBy(() -> read(tls("certificate = cert.pem, key = cert.pem")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(directory.resolve("cert.pem").toString());
    }

    private static String tls(String settings) {
        return GOOD.replace("{ listen", "{ tls { " + settings + " }, listen");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificate = keys.json                         | key: is missing",
                "key = keys.json                                 | certificate: is missing",
                "certificate = none.pem, key = keys.json         | certificate: there is no such file: {}/none.pem",
                "certificate = keys.json, key = \".\"            | key: is a directory, not a file: {}/.",
                "keystore = keys.json, certificate = keys.json   | keystore: cannot be combined with certificate and key; set either this or those two",
                "keystor = keys.json                             | keystor: there is no such setting; known here: certificate, key, keystore, password",
            })
    void mistakenCertificate_isNamed(String settings, String message) {
        assertThatThrownBy(() -> read(tls(settings)))
                .hasMessage(file + ": gateway.tls." + message.replace("{}", directory.toString()));
    }

    @Test
    void keys_canBeSeveralAndDigests() throws Exception {
        String digest = "5E884898DA28047151D0E56F8DC6292773603D0D6AABBD62A11EF721D1542D8";
        Account account = read(GOOD.replace(
                        "gen1Key = \"sim-gen1-key\"", "gen1Key = [old, new], gen1KeySha256 = " + digest + "8"))
                .accounts()
                .get(0);

        assertThat(account.keys())
                .containsExactlyInAnyOrder(
                        Gen1Key.of("old"), Gen1Key.of("new"), Gen1Key.sha256((digest + "8").toLowerCase(Locale.ROOT)));
        assertThat(read(GOOD.replace("gen1Key = \"sim-gen1-key\"", "gen1KeySha256 = [\"" + digest + "8\"]"))
                        .accounts()
                        .get(0)
                        .keys())
                .hasSize(1);
        assertThatThrownBy(() -> read(GOOD.replace("gen1Key = \"sim-gen1-key\"", "gen1KeySha256 = " + digest)))
                .hasMessage(file + ": resellers[0].gen1KeySha256: the digest of the key must be 64 hexadecimal digits");
    }

    @Test
    void keyAndItsDigest_areTheSameKey() {
        String digest = Hashing.sha256()
                .hashString("sim-gen1-key", StandardCharsets.UTF_8)
                .toString();
        String twice = GOOD.replace("}]", "}, {resellerId = \"4680000926\", gen1KeySha256 = " + digest + "}]");

        assertThatThrownBy(() -> read(twice))
                .hasMessage(file + ": resellers[1].gen1KeySha256: another reseller has the same key (and 1 more)");
    }

    @Test
    void allMistakes_areFoundAtOnce() {
        String text = GOOD.replace("127.0.0.1:8080", "nowhere:x")
                .replace("keys.json", "none.json")
                .replace("gateway {", "wire { gen1 { aliasNameField = [] } }\ngateway { admin { listen = 1 }, ");

        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        ConfigurationException.class,
                        e -> assertThat(e.mistakes())
                                .containsExactly(
                                        file + ": gateway.listen: must be HOST:PORT, such as 127.0.0.1:8080 or"
                                                + " [::1]:8080",
                                        file + ": gateway.admin.listen: must be HOST:PORT, such as 127.0.0.1:8081 or"
                                                + " [::1]:8081, or off",
                                        file + ": wire.gen1.aliasNameField: must be a string",
                                        file + ": resellers[0].gen2.auth.keyFile: there is no such file: "
                                                + directory.resolve("none.json")))
                .hasMessage(file + ": gateway.listen: must be HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080"
                        + " (and 3 more)");
    }

    @Test
    void treatmentOfTheService_isASetting() throws Exception {
        Resilience resilience = ((Gen2Account)
                        read(GOOD.replace("baseUrl =", """
                        patience = 5s, connectTimeout = 2s, requestTimeout = 20s, attempts = 2
                        firstPause = 100ms, longestPause = 1s, answerLimit = 3MiB
                        breaker { window = 10, failurePercent = 90, pause = 3s }
                        baseUrl =""")).accounts().get(0))
                .service()
                .resilience();

        assertThat(resilience.patience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(resilience.connectTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(resilience.requestTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(resilience.attempts()).isEqualTo(2);
        assertThat(resilience.firstPause()).isEqualTo(Duration.ofMillis(100));
        assertThat(resilience.longestPause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(resilience.answerLimit()).isEqualTo(3 << 20);
        assertThat(resilience.breakerWindow()).isEqualTo(10);
        assertThat(resilience.breakerFailurePercent()).isEqualTo(90);
        assertThat(resilience.breakerPause()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void environment_givesValues() throws Exception {
        assertThat(read(GOOD.replace("\"sim-gen1-key\"", "${PATH}"))
                        .accounts()
                        .get(0)
                        .keys())
                .containsExactly(Gen1Key.of(System.getenv("PATH")));
    }

    /** One line each: the file, the key, what is wrong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "resellerId = \"4680000925\"   |                                  | resellers[0].resellerId: is missing",
                "\"4680000925\"                | \"\"                             | resellers[0].resellerId: is empty",
                "\"4680000925\"                | [1]                              | resellers[0].resellerId: must be a string",
                "\"sim-gen1-key\"              | ${KDP_NOT_SET_ANYWHERE}          | resellers[0].gen1Key: ${KDP_NOT_SET_ANYWHERE} is not set in the environment",
                "gen1Key                       | gen1key                          | resellers[0].gen1Key: is missing, and so is gen1KeySha256 (and 1 more)",
                "resellerId =                  | colour = red, resellerId =       | resellers[0].colour: there is no such setting; known here: gen1, gen1Key, gen1KeySha256, gen2, migration, name, resellerId, vendors",
                "{ listen                      | { lisen = 1, listen              | gateway.lisen: there is no such setting; known here: admin, ledger, limits, listen, proxies, reloadOnChange, tls, tokensAtStart",
                "gateway {                     | gatway = 1, gateway {            | gatway: there is no such setting; known here: gateway, resellers, wire",
                "baseUrl                       | baseURL                          | resellers[0].gen2.baseURL: there is no such setting; known here: answerLimit, attempts, auth, baseUrl, breaker, concurrentRequests, connectTimeout, firstPause, longestPause, patience, requestTimeout, requestsPerSecond",
                "clientIdentifier              | clientId                         | resellers[0].gen2.auth.clientIdentifier: is missing (and 1 more)",
                "keyFile =                     | extra = 1, keyFile =             | resellers[0].gen2.auth.extra: there is no such setting; known here: clientIdentifier, keyFile, scheme, tokenUrl",
                "signed-token                  | basic                            | resellers[0].gen2.auth.scheme: must be signed-token or oauth2, not basic",
                "http://127.0.0.1:9090/kcs/v1/rp | ftp://x                        | resellers[0].gen2.baseUrl: must be an http or https URL, not ftp://x",
                "http://127.0.0.1:9090/kcs/v1/rp | http://127.0.0.1:8080/a        | resellers[0].gen2.baseUrl: is this gateway itself; it must be the generation 2 service",
                "keyFile =                     | tokenUrl = x, keyFile =          | resellers[0].gen2.auth.tokenUrl: must be an http or https URL, not x",
                "baseUrl = \"http://127.0.0.1:9090/kcs/v1/rp\" | baseUrl = \"http://a?b\" | resellers[0].gen2.baseUrl: must not have a query or a fragment",
                "http://127.0.0.1:9090/kcs/v1/rp | http://u:hush@127.0.0.1/     | resellers[0].gen2.baseUrl: must not have a user or a password",
                "http://127.0.0.1:9090/kcs/v1/rp | ftp://u:hush@127.0.0.1/      | resellers[0].gen2.baseUrl: must be an http or https URL",
                "http://127.0.0.1:9090/kcs/v1/rp | http://localhost:8080/a      | resellers[0].gen2.baseUrl: is this gateway itself; it must be the generation 2 service",
                "keyFile =                     | tokenUrl = \"http://[::1]:8080\", keyFile = | resellers[0].gen2.auth.tokenUrl: is this gateway itself; it must be the generation 2 service",
                "\"keys.json\"                 | \"a\\u0000b\"                   | resellers[0].gen2.auth.keyFile: Nul character not allowed: a\u0000b",
                "\"sim-gen1-key\"              | \"hush \"                        | resellers[0].gen1Key: the key must be ASCII without blanks at its ends, or no header can carry it",
                "\"sim-gen1-key\"              | \"hush\\n\"                      | resellers[0].gen1Key: the key must be ASCII without blanks at its ends, or no header can carry it",
                "\"sim-gen1-key\"              | \"hush\"${KDP_NOT_SET_ANYWHERE}  | resellers[0].gen1Key: ${KDP_NOT_SET_ANYWHERE} is not set in the environment",
                "{ listen                      | { limits { body = 0 }, listen    | gateway.limits.body: must be from 1 byte to 2 GiB",
                "{ listen                      | { limits { head = many }, listen | gateway.limits.head: must be a size, such as 64MiB",
                "{ listen                      | { limits { idle = 0s }, listen   | gateway.limits.idle: must be at least 1ms",
                "{ listen                      | { ledger { retention = 23h }, listen | gateway.ledger.retention: must be at least 1d",
                "{ listen                      | { limits { idle = 5 }, listen    | gateway.limits.idle: must be a time with its unit, such as 30s",
                "{ listen                      | { limits { idle = 1.5 }, listen  | gateway.limits.idle: must be a time with its unit, such as 30s",
                "{ listen                      | { limits { idle = \"5\" }, listen | gateway.limits.idle: must be a time with its unit, such as 30s",
                "{ listen                      | { limits { idle = 0 }, listen    | gateway.limits.idle: must be at least 1ms",
                "{ listen                      | { limits { headTime = x }, listen | gateway.limits.headTime: must be a time with its unit, such as 30s",
                "{ listen                      | { limits = 3, listen             | gateway.limits: must be a section",
                "{ listen                      | { limits { hats = 3 }, listen    | gateway.limits.hats: there is no such setting; known here: answerTime, answers, body, bodyTime, concurrentRequests, connections, head, headTime, idle, wrongKeys",
                "{ listen                      | { admin { listen = \"0.0.0.0:8080\" }, listen | gateway.admin.listen: is where the callers connect; the operator's side needs a port of its own",
                "{ listen                      | { admin { port = 1 }, listen     | gateway.admin.port: there is no such setting; known here: access, hosts, listen, tls",
                "\"sim-gen1-key\"              | []                               | resellers[0].gen1Key: is empty",
                "\"sim-gen1-key\"              | [good, \"\"]                     | resellers[0].gen1Key: is empty",
                "\"sim-gen1-key\"              | {}                               | resellers[0].gen1Key: must be a string or a list of strings",
                "baseUrl =                     | requestTimeout = 1ms, baseUrl =  | resellers[0].gen2.requestTimeout: must be from 2 ms to a day, not 1ms",
                "baseUrl =                     | patience = 1000d, baseUrl =     | resellers[0].gen2.patience: must be from 0 ms to a day, not 1000d",
                "baseUrl =                     | breaker { failurePercent = 101 }, baseUrl = | resellers[0].gen2.breaker.failurePercent: must be 1 to 100, not 101",
                "resellers = [{                | resellers = [], x = [{           | resellers: is empty: the gateway needs a reseller (and 1 more)",
                "resellers = [{                | resellers = 3, x = [{            | resellers: must be a list of sections (and 1 more)",
                "baseUrl =                     | requestsPerSecond = 0, baseUrl = | resellers[0].gen2.requestsPerSecond: must be at least 1",
                "baseUrl =                     | attempts = 1.9, baseUrl =        | resellers[0].gen2.attempts: must be a whole number",
                "baseUrl =                     | attempts = \"1.9\", baseUrl =    | resellers[0].gen2.attempts: must be a whole number",
                "baseUrl =                     | attempts = 2147483648, baseUrl = | resellers[0].gen2.attempts: must be a whole number",
                "{ listen                      | { limits { body = 2147483649 }, listen | gateway.limits.body: must be from 1 byte to 2 GiB",
                "baseUrl =                     | concurrentRequests = x, baseUrl = | resellers[0].gen2.concurrentRequests: must be a whole number",
                "gen2 {                        | gen2 = 3, x {                    | resellers[0].gen2: must be a section (and 1 more)",
            })
    void mistake_isNamedByFileAndKey(String before, String after, String message) {
        String text = GOOD.replace(before, after == null ? "" : after);

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ": " + message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1:99999",
                "127.0.0.1:-1",
                ":8080",
                "8080",
                "::1",
                "::1:8080",
                "*:8080",
                " 127.0.0.1:8080",
                "http://127.0.0.1:8080",
                "999.1.1.1:80",
                "a b:80",
                "/x"
            })
    void badListen_isToldWhatItShouldBe(String listen) {
        assertThatThrownBy(() -> read(GOOD.replace("127.0.0.1:8080", listen)))
                .hasMessage(file + ": gateway.listen: must be HOST:PORT, such as 127.0.0.1:8080 or [::1]:8080");
    }

    @ParameterizedTest
    @CsvSource({"[::1]:81, ::1, 81", "kdp-gateway:81, kdp-gateway, 81", "0.0.0.0, 0.0.0.0, 8080", "[::]:0, ::, 0"})
    void goodListen_isTaken(String listen, String host, int port) throws Exception {
        assertThat(read(GOOD.replace("127.0.0.1:8080", listen)).listen()).isEqualTo(HostAndPort.fromParts(host, port));
    }

    @Test
    void sameResellerTwice_isRefused() {
        String twice = GOOD.replace("}]", "}, {resellerId = \"4680000925\", gen1Key = \"other\"}]");

        assertThatThrownBy(() -> read(twice))
                .hasMessage(file + ": resellers[1].resellerId: 4680000925 is in the list already (and 1 more)");
    }

    @Test
    void directory_isNoFile() {
        assertThatThrownBy(() -> GatewayConfig.read(directory)).hasMessage(directory + ": is a directory, not a file");
    }

    /** The parser quotes what it stumbles over, which may be a part of a key. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hush{hush | cannot be read, line 5: a key is not followed by =, : or {",
                "hush:hush | cannot be read, line 4: Expecting close brace } or a comma, got …",
                "hush$hush | cannot be read, line 4: Expecting close brace } or a comma, got …",
            })
    void syntaxError_showsNothingOfTheText(String key, String message) {
        assertThatThrownBy(() -> read(GOOD.replace("\"sim-gen1-key\"", key))).hasMessage(file + ": " + message);
    }

    @Test
    void binaryFile_isToldAsNoText() throws Exception {
        Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13});

        assertThatThrownBy(() -> GatewayConfig.read(file))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ": is no text: name the configuration, a file in HOCON");
    }

    @Test
    void missingInclude_isNoSyntaxError() {
        assertThatThrownBy(() -> read("include required(file(\"none.conf\"))\n" + GOOD))
                .hasMessage(file + ": cannot be read: an included file is missing or cannot be read");
    }

    @Test
    void missingKeyFile_isNamedWithItsWholePath() {
        assertThatThrownBy(() -> read(GOOD.replace("keys.json", "none.json")))
                .hasMessage(file + ": resellers[0].gen2.auth.keyFile: there is no such file: "
                        + directory.resolve("none.json"));
    }

    @Test
    void badKeyFile_isNamedWithWhatIsWrong() throws Exception {
        Files.writeString(directory.resolve("bad.json"), "{}");

        assertThatThrownBy(() -> read(GOOD.replace("keys.json", "bad.json")))
                .hasMessage(file + ": resellers[0].gen2.auth.keyFile: key file " + directory.resolve("bad.json")
                        + ": has no text in the field Public");
    }

    @Test
    void sameKeyTwice_isRefusedWithoutShowingIt() {
        String twice = GOOD.replace("}]", "}, {resellerId = \"4680000926\", gen1Key = \"sim-gen1-key\"}]");

        assertThatThrownBy(() -> read(twice))
                .hasMessage(file + ": resellers[1].gen1Key: another reseller has the same key (and 1 more)");
    }

    @Test
    void brokenSyntax_isOneLineWithItsNumber() {
        assertThatThrownBy(() -> read("gateway {\n listen = \"a\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(file + ": cannot be read, line 2: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void missingFile_isNamed() {
        assertThatThrownBy(() -> GatewayConfig.read(directory.resolve("none.conf")))
                .hasMessage(directory.resolve("none.conf") + ": there is no such file");
    }

    @Test
    void text_isReadUnderTheNameGiven() {
        assertThatThrownBy(() -> GatewayConfig.parse("resellers = []", "inline"))
                .hasMessage("inline: resellers: is empty: the gateway needs a reseller");
    }
}
