package io.github.kdpbridge.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.kdpbridge.gateway.config.GatewayConfig;
import io.github.kdpbridge.gateway.reseller.LedgerKeeper;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.SimulatorOptions;
import io.github.kdpbridge.simulator.portal.AcceptedTransaction;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** A gateway without a file remembers writes while it runs. */
@ExpectedLog("this machine's clock differs from the service's by .*")
class RememberingTest {
    private static final String UPLOAD = "/bulkenroll/v1/reseller/devices";
    private static final String BODY = """
            {"transactionId":"PO-7","resellerId":"4680000925","customerId":"1200000321","transactionType":"New",
             "devices":{"type":"IMEI","list":["351800000000701","351800000001188","350000000000006"]}}""";

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create(
            SimulatorOptions.builder().processingTime(Duration.ofSeconds(1)).build());

    private final HttpClient http = HttpClient.newHttpClient();

    private Gateway start(String more) {
        return Gateway.start(GatewayConfig.parse("""
                gateway { listen = "127.0.0.1:0", admin { listen = off }, ledger { file = off }, tokensAtStart = false }
                resellers = [{
                  resellerId = "4680000925", name = "Example Reseller"
                  vendors = [{ vendorId = "7850000063", name = "Example Phone Shop" }, { vendorId = "7850000064" }]
                  gen1Key = "sim-gen1-key"
                  gen2 { baseUrl = "%s", auth { scheme = oauth2, clientId = sim-client, clientSecret = sim-secret } }
                }]
                %s
                """.formatted(knox.gen2BaseUrl(), more), "test"));
    }

    private HttpResponse<String> send(Gateway gateway, String method, String path, String body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(gateway.url() + path))
                        .header("X-WSM-API-TOKEN", "sim-gen1-key")
                        .method(method, BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private String status(Gateway gateway) throws Exception {
        return send(gateway, "GET", UPLOAD + "/status?resellerId=4680000925&transactionId=PO-7", "")
                .body();
    }

    @Test
    void status_namesEveryDeviceThatWasSubmitted() throws Exception {
        try (Gateway gateway = start("")) {
            send(gateway, "PUT", UPLOAD, BODY);
            knox.simulator().advanceClock(Duration.ofMinutes(1));

            assertThat(status(gateway))
                    .isEqualTo("{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"transactions\":[{\"transactionId\":"
                            + "\"PO-7\",\"state\":\"Complete\",\"type\":\"Put\",\"devices\":["
                            + "{\"imei\":\"351800000000701\"},{\"imei\":\"351800000001188\"},"
                            + "{\"imei\":\"350000000000006\"}]}]}");
        }
    }

    @Test
    @ExpectedLog(
            "status PO-7 got an answer that cannot be understood: its devices are no longer remembered here, and the"
                    + " service names the failed ones only \\[HTTP 200\\]")
    void ledgerMemory_isHowMuchItRemembers() throws Exception {
        try (Gateway gateway = start("gateway.ledger.memory = 300B")) {
            send(gateway, "PUT", UPLOAD, BODY);
            knox.simulator().advanceClock(Duration.ofMinutes(1));

            assertThat(status(gateway)).contains("its devices are no longer remembered here");
        }
    }

    @Test
    void repeat_getsTheReceiptOfTheFirst() throws Exception {
        try (Gateway gateway = start("")) {
            HttpResponse<String> first = send(gateway, "PUT", UPLOAD, BODY);
            HttpResponse<String> second = send(gateway, "PUT", UPLOAD, BODY);

            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(second.body()).isEqualTo(first.body());
            assertThat(knox.simulator().transactions()).hasSize(1);
        }
    }

    /** CONTRACT 8.1, rule 5. */
    @Test
    @ExpectedLog("reseller 4680000925: devices of upload PO-7 are there already: upload PO-6 had the same content")
    void uploadThatIsSentAgainUnderAnotherId_isToldOfInTheLog() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(LedgerKeeper.class);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try (Gateway gateway = start("")) {
            send(gateway, "PUT", UPLOAD, BODY.replace("PO-7", "PO-6"));
            send(gateway, "PUT", UPLOAD, BODY);
            knox.simulator().advanceClock(Duration.ofMinutes(1));

            assertThat(status(gateway)).contains("\"code\":4092100");
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .containsExactly(
                            "reseller 4680000925: devices of upload PO-7 are there already: upload PO-6 had the same"
                                    + " content");
        } finally {
            logger.detachAppender(log);
        }
    }

    @Test
    void uploadOverTheLimitThatIsSet_isCut() throws Exception {
        try (Gateway gateway = start("wire { gen2 { deviceLimit = 2 } }")) {
            assertThat(send(gateway, "PUT", UPLOAD, BODY).statusCode()).isEqualTo(200);

            assertThat(knox.simulator().transactions())
                    .extracting(AcceptedTransaction::transactionId)
                    .containsExactly("PO-7", "PO-7-2of2");
            knox.simulator().advanceClock(Duration.ofMinutes(1));
            assertThat(status(gateway)).contains("351800000000701", "351800000001188", "350000000000006");
        }
    }

    @Test
    void upload_isNeverCutUnlessALimitIsSet() throws Exception {
        try (Gateway gateway = start("")) {
            send(gateway, "PUT", UPLOAD, BODY);

            assertThat(knox.simulator().transactions()).hasSize(1);
        }
    }

    @Test
    void listOfResellers_comesFromTheConfiguration() throws Exception {
        try (Gateway gateway = start("")) {
            String answer = send(
                            gateway, "POST", "/bulkenroll/v1/reseller/resellers", "{\"resellerId\":\"4680000925\"}")
                    .body();

            assertThat(answer)
                    .isEqualTo("{\"totalCount\":3,\"pageNum\":0,\"resellers\":["
                            + "{\"name\":\"Example Reseller\",\"resellerId\":\"4680000925\"},"
                            + "{\"name\":\"Example Phone Shop\",\"resellerId\":\"7850000063\"},"
                            + "{\"resellerId\":\"7850000064\"}]}");
            assertThat(knox.simulator().requests()).isEmpty();
        }
    }
}
