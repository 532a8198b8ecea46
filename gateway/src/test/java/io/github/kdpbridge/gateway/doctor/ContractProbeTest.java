package io.github.kdpbridge.gateway.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.google.common.collect.Iterables;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.contract.Assumption;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.ErrorCatalogue;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.gateway.config.Gen2Account;
import io.github.kdpbridge.gateway.config.Gen2Service;
import io.github.kdpbridge.gateway.doctor.Finding.Verdict;
import io.github.kdpbridge.gen1facade.Gen1Key;
import io.github.kdpbridge.gen2client.token.OAuthTokenSource;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** An account with transactions of every kind, at a service as documented and under each switch of it. */
@ExpectedLog("this machine's clock differs from the service's by .*")
class ContractProbeTest {
    private static final String RESELLER = "4680000925";
    private static final String CUSTOMER = "1200000321";

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(
            SimulatorOptions.builder().processingTime(Duration.ofHours(1)).build());

    private final HttpClient http = HttpClient.newHttpClient();

    /** A dialect, and the facts that are otherwise in it and can be seen by reading. */
    private static Stream<Arguments> dialects() {
        return Stream.of(
                Arguments.of(Dialect.documented(), Set.of()),
                otherwise(
                        it -> it.with(Dialect.UNKNOWN_TRANSACTION, Dialect.UnknownTransaction.INVALID_ID),
                        "unknown-transaction"),
                // Its name and number stand in no table.
                otherwise(
                        it -> it.with(Dialect.UNKNOWN_TRANSACTION, Dialect.UnknownTransaction.NOT_FOUND),
                        "unknown-transaction",
                        "error-names"),
                otherwise(it -> it.with(Dialect.STATUS_LAG, Duration.ofMinutes(30))),
                otherwise(it -> it.with(Dialect.STATUS_FILTERED, false), "status-filter"),
                otherwise(it -> it.with(Dialect.STATUS_FORM, Dialect.StatusForm.PAGED), "status-form"),
                otherwise(it -> it.with(Dialect.STATUS_FORM, Dialect.StatusForm.BARE), "status-form"),
                otherwise(it -> it.with(Dialect.FAILED_DEVICES_PER_PAGE, 1), "one-page"),
                otherwise(it -> it.with(Dialect.DEVICES_IN_PROGRESS, true), "devices-in-progress"),
                otherwise(it -> it.with(Dialect.GOOD_DEVICES_LISTED, true), "failed-only"),
                // What was sent does not show, and the list has another form of a MEID anyway.
                otherwise(it -> it.with(Dialect.MEID_FORM, Dialect.MeidForm.DECIMAL)),
                otherwise(it -> it.with(Dialect.MEID_FORM, Dialect.MeidForm.HEXADECIMAL)),
                otherwise(it -> it.with(Dialect.LETTER_CASE, Dialect.LetterCase.LOWER), "identifier-spelling"),
                otherwise(it -> it.with(Dialect.LETTER_CASE, Dialect.LetterCase.UPPER)), // as they were sent
                otherwise(it -> it.with(Dialect.IMEI_CHECK_DIGIT, false), "identifier-spelling"),
                otherwise(it -> it.with(Dialect.DEVICE_KEY, Dialect.DeviceKey.MEI), "device-fields"),
                otherwise(it -> it.with(Dialect.DEVICE_KEY, Dialect.DeviceKey.DEVICE_ID), "device-fields"),
                // A request that is refused leaves no transaction.
                otherwise(it -> it.with(Dialect.FOREIGN_DEVICE_LEVEL, Dialect.ErrorLevel.REQUEST)),
                otherwise(it -> it.with(Dialect.INVALID_DEVICE, Dialect.InvalidDevice.ID), "invalid-device"),
                otherwise(it -> it.with(Dialect.INVALID_DEVICE, Dialect.InvalidDevice.BY_TYPE), "invalid-device"),
                otherwise(it -> it.with(Dialect.STATE_WHILE_WORKING, "Working"), "states"),
                otherwise(it -> it.with(Dialect.CODES, Dialect.CodeForm.MISPRINTED), "error-names"),
                otherwise(it -> it.with(Dialect.CODES, Dialect.CodeForm.CONTRADICTING), "error-names"),
                otherwise(it -> it.with(Dialect.CODES, Dialect.CodeForm.TEXT), "error-names"),
                otherwise(it -> it.with(Dialect.CODES, Dialect.CodeForm.ARRAYS), "error-names"),
                otherwise(it -> it.with(Dialect.CODES, Dialect.CodeForm.NAMELESS), "error-names"),
                // Only a second upload tells.
                otherwise(it -> it.with(Dialect.REUPLOAD, Dialect.Reupload.ERROR)),
                otherwise(it -> it.with(Dialect.REUPLOAD, Dialect.Reupload.SILENT)),
                otherwise(
                        it -> it.with(Dialect.WRONG_CUSTOMER, Dialect.WrongCustomer.IN_TRANSACTION), "wrong-customer"),
                otherwise(it -> it.with(Dialect.WRONG_CUSTOMER, Dialect.WrongCustomer.IN_DEVICES), "wrong-customer"),
                otherwise(it -> it.with(Dialect.REPEATED_DEVICES, Dialect.Repeated.DUPLICATE)),
                otherwise(it -> it.with(Dialect.REPEATED_DEVICES, Dialect.Repeated.REFUSED)),
                otherwise(it -> it.with(Dialect.OPERATION_TYPE_SHOWN, false), "transaction-kind"),
                otherwise(it -> it.with(Dialect.TYPE_SHOWN, false), "transaction-kind"),
                otherwise(it -> it.with(Dialect.EXPIRES_IN_SHOWN, false), "token-life"),
                // What the generations share does not show in one of them.
                otherwise(it -> it.with(Dialect.NAMES_SHARED, false)),
                otherwise(it -> it.with(Dialect.TRANSACTIONS_SHARED, false)),
                otherwise(it -> it.with(Dialect.DEVICES_SHARED, false)),
                otherwise(it -> it.with(Dialect.UPLOAD_TAG, Dialect.UploadTag.TRANSACTION_ID)),
                otherwise(it -> it.with(Dialect.UPLOAD_TAG, Dialect.UploadTag.FOREIGN_OTHERWISE)),
                otherwise(it -> it.with(Dialect.UPLOAD_TAG, Dialect.UploadTag.FOREIGN_ABSENT)));
    }

    private static Arguments otherwise(UnaryOperator<Dialect> change, String... facts) {
        return Arguments.of(change.apply(Dialect.documented()), Set.of(facts));
    }

    private static Gen2Account account(String secret) {
        return account(secret, Gen2Profile.standard());
    }

    private static Gen2Account account(String secret, Gen2Profile profile) {
        return new Gen2Account(
                ResellerId.of(RESELLER),
                Set.of(Gen1Key.of("key")),
                new Gen2Service(
                        KNOX.gen2BaseUrl().toString(),
                        OAuthTokenSource.of("sim-client", secret),
                        Resilience.standard(),
                        profile));
    }

    private static List<Finding> probe(CustomerId customer) {
        return probe(account("sim-secret"), customer);
    }

    private static List<Finding> probe(Gen2Account account, CustomerId customer) {
        List<Finding> findings = new ArrayList<>();
        new ContractProbe(account, customer, Clock.systemUTC()).run(findings::add);
        return findings;
    }

    private static List<Finding> probe() {
        return probe(CustomerId.of(CUSTOMER));
    }

    private static Set<String> facts(List<Finding> findings, String text) {
        return findings.stream()
                .filter(finding -> finding.text().startsWith(text))
                .map(finding -> finding.subject().replace("reseller " + RESELLER + ", ", ""))
                .collect(Collectors.toSet());
    }

    /** Leaves good, repeated, invalid and foreign devices, a customer of nobody, and one that is worked on. */
    private void seed() throws Exception {
        String token = token();
        upload(token, "good", CUSTOMER, "IMEI", "351800000000701", "351800000001188");
        upload(token, "serials", CUSTOMER, "SN", "R58M1234567");
        upload(token, "meids", CUSTOMER, "MEID", "A0000000101A3F");
        token = later();
        upload(token, "good-again", CUSTOMER, "IMEI", "351800000000701", "351800000001188", "351800000001170");
        upload(token, "serials-again", CUSTOMER, "SN", "R58M1234567");
        upload(token, "meids-again", CUSTOMER, "MEID", "A0000000101A3F");
        upload(token, "invalid", CUSTOMER, "IMEI", "12345");
        upload(token, "customer", "1999999999", "IMEI", "351800000002228");
        write(token, "delete", "foreign", CUSTOMER, "SN", "R58M7654321");
        upload(later(), "late", CUSTOMER, "IMEI", "351800000000701");
        KNOX.simulator().clearRequests();
    }

    /** Lets what was asked for be done; a token does not live that long. */
    private String later() throws Exception {
        KNOX.simulator().advanceClock(Duration.ofHours(2));
        return token();
    }

    private String token() throws Exception {
        String answer = http.send(
                        HttpRequest.newBuilder(KNOX.oauthTokenUrl())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=sim-client"
                                        + "&client_secret=sim-secret&scope=kdp"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return JsonValue.parse(answer).get("access_token").text();
    }

    private void upload(String token, String id, String customer, String type, String... devices) throws Exception {
        write(token, "upload", id, customer, type, devices);
    }

    private void write(String token, String path, String id, String customer, String type, String... devices)
            throws Exception {
        String body = """
                {"transactionId":"%s","resellerId":"%s","customerId":"%s","type":"%s","devices":["%s"]}""".formatted(id, RESELLER, customer, type, String.join("\",\"", devices));
        http.send(
                HttpRequest.newBuilder(URI.create(KNOX.gen2BaseUrl() + "/devices/" + path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    @ParameterizedTest
    @MethodSource("dialects")
    void switchThatReadingShows_isToldAndNoOther(Dialect dialect, Set<String> facts) throws Exception {
        KNOX.simulator().dialect(dialect);
        seed();

        List<Finding> findings = probe();

        assertThat(facts(findings, "otherwise: ")).isEqualTo(facts);
        assertThat(findings).hasSize(ProbedFact.ALL.size()).noneMatch(finding -> finding.verdict() == Verdict.FAILED);
        assertThat(findings)
                .filteredOn(finding -> finding.text().startsWith("otherwise"))
                .allMatch(finding -> finding.verdict() == Verdict.WARNING)
                .noneMatch(finding -> finding.advice().isEmpty());
    }

    @Test
    void everySwitchOfTheService_isTried() {
        Map<String, Object> documented = Dialect.documented().toJson();
        Set<String> tried = dialects()
                .map(it -> ((Dialect) it.get()[0]).toJson())
                .flatMap(it -> it.entrySet().stream())
                .filter(it -> !Objects.equals(it.getValue(), documented.get(it.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());

        assertThat(tried).isEqualTo(documented.keySet());
    }

    @Test
    void documentedService_showsAllButItsRareAnswers() throws Exception {
        seed();

        List<Finding> findings = probe();

        assertThat(findings)
                .filteredOn(finding -> finding.verdict() == Verdict.UNKNOWN)
                .isNotEmpty()
                .allMatch(finding -> finding.text().equals("not shown by this account"));
        assertThat(facts(findings, "not shown by this account"))
                .containsExactlyInAnyOrder("forbidden", "rate", "transaction-error", "wrong-customer");
    }

    @Test
    void emptyAccount_showsNothingOfTransactions() {
        List<Finding> findings = probe(null);

        assertThat(facts(findings, "as expected: "))
                .containsExactlyInAnyOrder(
                        "scope",
                        "token-life",
                        "status-form",
                        "unknown-transaction",
                        "device-list",
                        "end-of-list",
                        "error-names",
                        "customer-list");
        assertThat(facts(findings, "otherwise: ")).isEmpty();
    }

    @Test
    void probe_onlyReadsAndNamesNoDeviceAndNoTransaction() throws Exception {
        seed();

        List<Finding> findings = probe();

        assertThat(KNOX.simulator().requests())
                .filteredOn(request -> !request.generation().equals("token"))
                .extracting(RecordedRequest::method)
                .containsOnly("GET")
                .hasSizeLessThanOrEqualTo(11);
        assertThat(findings.toString())
                .doesNotContain("3518000", "R58M", "good-again", "sim-secret", "sim-client", CUSTOMER);
    }

    @Test
    void rows_areThoseOfTheAssumptionsThatReadingCanShow() {
        Set<String> keys =
                Stream.of(Assumption.values()).map(Assumption::key).collect(Collectors.toCollection(TreeSet::new));
        ProbedFact.ALL.forEach(fact -> keys.remove(fact.key()));

        assertThat(keys)
                .as("only an upload or a deletion shows these")
                .containsExactlyInAnyOrder(
                        "status-lag",
                        "transaction-id-scope",
                        "repeated-devices",
                        "device-limit",
                        "removal-status",
                        "retention",
                        "vendor");
    }

    @Test
    void accessWithoutAScope_isToldWithTheLineToWrite() {
        KNOX.simulator()
                .fault(Fault.status("/kcs/v1/rp/customers/list", 403)
                        .body("{\"code\":40300000,\"message\":\"AUTHORIZATION_FAIL\",\"data\":\"no\"}"));

        assertThat(probe())
                .contains(new Finding(
                        Verdict.WARNING,
                        "reseller " + RESELLER + ", forbidden",
                        "otherwise: HTTP 403 for the list of customers",
                        "Give the app the scope and the right to it: resellers[].gen2.auth.scope = \"kdp\""));
    }

    @Test
    void customersElsewhere_areToldWithTheLineToWrite() {
        KNOX.simulator().fault(Fault.status("/kcs/v1/rp/customers/list", 404).body("<html>"));

        assertThat(probe())
                .contains(new Finding(
                        Verdict.WARNING,
                        "reseller " + RESELLER + ", customer-list",
                        "otherwise: HTTP 404 in place of a list",
                        "Write wire.gen2.lists.customersPath = \"customers\", or as the service has it."));
    }

    @Test
    void aliasesOfOtherNames_areToldWithTheLineToWrite() {
        KNOX.simulator().fault(Fault.status("/kcs/v1/rp/profilealias/kme", 200).body("{\"aliases\":[],\"total\":0}"));

        assertThat(probe())
                .contains(new Finding(
                        Verdict.WARNING,
                        "reseller " + RESELLER + ", alias-fields",
                        "otherwise: an answer with the fields aliases, total",
                        "Write the one with the list as wire.gen2.lists.names.profiles."));
    }

    private static void showDevice(String device) {
        KNOX.simulator()
                .fault(Fault.status("/kcs/v1/rp/devices/status", 200)
                        .body("""
                                {"devices":{"totalCount":1,"totalPage":1,"pageNum":0,"transactions":[{"transactionId":"t",
                                 "state":"Complete","type":"Put","operationType":"UPLOAD","devices":[%s]}]}}
                                """.formatted(device))
                        .times(9));
    }

    /** What the advice says helps: the same probe does not give it again. */
    @Test
    void deviceOfAFieldThatIsConfigured_needsNothingMore() {
        showDevice("{\"handset\":\"1\",\"code\":40000005,\"message\":\"DEVICE_DUPLICATE\",\"data\":\"x\"}");
        Gen2Profile profile = Gen2Profile.builder()
                .deviceFields(Map.of("handset", Gen2Profile.KIND_BY_FORM))
                .build();

        assertThat(probe(account("sim-secret", profile), CustomerId.of(CUSTOMER)))
                .filteredOn(finding -> finding.subject().endsWith(", device-fields"))
                .extracting(Finding::text, Finding::advice)
                .containsExactly(tuple(
                        "otherwise: a device that is named by handset",
                        "The bridge copes with it; nothing has to be set."));
    }

    @Test
    void codeOfSuccessThatIsConfigured_isNoError() {
        showDevice("{\"imei\":\"351800000000701\",\"code\":77}");
        Gen2Profile profile = Gen2Profile.builder()
                .errors(ErrorCatalogue.standard().withCode(Generation.GEN2, Condition.SUCCESS, "77"))
                .build();

        assertThat(facts(probe(account("sim-secret", profile), CustomerId.of(CUSTOMER)), "otherwise: "))
                .contains("failed-only")
                .doesNotContain("error-names");
    }

    @Test
    void deviceOfAnotherField_isToldWithTheLineToWrite() {
        showDevice("{\"handset\":\"1\",\"code\":40000005,\"message\":\"DEVICE_DUPLICATE\",\"data\":\"x\"}");

        assertThat(probe())
                .contains(new Finding(
                        Verdict.WARNING,
                        "reseller " + RESELLER + ", device-fields",
                        "otherwise: a device that is named by handset",
                        "Write wire.gen2.deviceFields.byForm = [\"deviceId\", \"handset\"]"));
    }

    @Test
    void scopeThatIsRefused_isToldWithTheLineToWrite() {
        KNOX.simulator()
                .fault(Fault.status("/ams/v1/oauth2/token", 400)
                        .body("{\"error\":\"invalid_scope\"}")
                        .times(9));

        assertThat(probe())
                .contains(new Finding(
                        Verdict.WARNING,
                        "reseller " + RESELLER + ", scope",
                        "otherwise: invalid_scope",
                        "Write the scope of the app's registration, or none: resellers[].gen2.auth.scope = \"\""));
    }

    @Test
    void wrongSecret_failsInOneLine() {
        List<Finding> findings = new ArrayList<>();
        new ContractProbe(account("wrong"), null, Clock.systemUTC()).run(findings::add);

        Finding only = Iterables.getOnlyElement(findings);
        assertThat(only.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(only.subject()).isEqualTo("reseller " + RESELLER + ", probe");
        assertThat(only.text()).startsWith("token request was refused: ");
    }

    @Test
    void serviceThatIsDown_failsInOneLine() {
        KNOX.simulator().fault(Fault.dropBefore("/kcs/v1/rp/devices/status").times(9));

        Finding only = Iterables.getOnlyElement(probe());
        assertThat(only.verdict()).isEqualTo(Verdict.FAILED);
        assertThat(only.advice()).isNotEmpty();
    }
}
