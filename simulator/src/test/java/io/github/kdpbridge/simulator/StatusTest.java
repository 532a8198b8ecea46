package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status of transactions in both generations. */
final class StatusTest {
    private static final String A = "351800000000702";
    private static final String B = "351800000000703";

    @RegisterExtension
    static final KdpSimulator KNOX = KdpSimulator.create(TestWorlds.still().build());

    private Talk talk;

    @BeforeEach
    void talk(Simulator simulator) throws IOException {
        talk = Talk.with(simulator);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            transactionId=1                    | 400 4002101 | 400 40000000 | reseller id is missing | The specified request parameters are not valid. {resellerId}
            resellerId=&transactionId=1        | 400 4002101 | 400 40000000 | reseller id is missing | The specified request parameters are not valid. {resellerId}
            resellerId=4680000926&vendorId=1   | 403 4030000 | 403 40300000 | resellerId 4680000926 is not the account of the caller | The current user is unauthorized to use this service.
            resellerId=1                       | 403 4030000 | 400 40000010 | resellerId 1 is not the account of the caller | The specified reseller ID is not valid.
            resellerId=4680000925&customerId=1&vendorId=1 | 404 4042104 | 404 40400002 | customer not found. (customer id : [1]) | The specified customer does not exist.
            resellerId=4680000925&customerId=1200000323 | 404 4040004 | 404 40400004 | The specified association does not exist. | The specified association does not exist.
            resellerId=4680000925&vendorId=1   | 404 4040003 | 404 40400003 | The specified vendor does not exist. | The specified vendor does not exist.
            resellerId=4680000925&pageNum=x    | 400 4000000 | 400 40000000 | pageNum must be a whole number from 0 | The specified request parameters are not valid. {pageNum}
            resellerId=4680000925&pageSize=0   | 400 4000000 | 400 40000000 | pageSize must be a whole number from 1 to 1000 | The specified request parameters are not valid. {pageSize}
            """)
    void wrongQuery_isRefused(String query, String gen1, String gen2, String oldData, String data) throws IOException {
        HttpResponse<String> old = talk.gen1().get(Talk.OLD + "/status?" + query);
        HttpResponse<String> fresh = talk.gen2().get(Talk.FRESH + "/status?" + query);

        assertThat(summary(old)).isEqualTo(gen1 + " " + oldData);
        assertThat(Trees.object(old.body())).containsEntry("state", "Rejected");
        assertThat(Trees.object(old.body()).containsKey("transactionId")).isEqualTo(query.contains("transactionId"));
        assertThat(summary(fresh)).isEqualTo(gen2 + " " + data);
        assertThat(Trees.object(fresh.body())).hasSize(4);
        assertThat(Trees.text(fresh.body(), "errorId")).matches("[0-9A-F]{32}");
    }

    @Test
    void transactionOfAnotherReseller_isUnknown() throws IOException {
        Draft theirs = Draft.of("theirs").with("resellerId", "\"4680000926\"").with("customerId", "\"1200000323\"");
        Caller.gen1(KNOX.simulator(), "sim-gen1-key-2").put(Talk.OLD, theirs.gen1());

        assertThat(summary(talk.oldStatus("&transactionId=theirs")))
                .isEqualTo("404 4042105 transaction not found. (transaction id : [theirs])");
        assertThat(talk.transactions("&transactionId=theirs")).isEmpty();
        assertThat(talk.transactions("")).isEmpty();
    }

    @Test
    void transactionInProgress_hasNoDevices_untilItsTimeIsUp() throws IOException {
        talk.oldUpload(Draft.of("a b", A, "12").with("orderNo", "\"PO-7\""));
        String progress =
                "{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"transactions\":[{\"transactionId\":\"a b\","
                        + "\"state\":\"Progress\",\"type\":\"Put\",\"devices\":[]}]}";
        KNOX.simulator().advanceClock(Duration.ofMillis(199));

        assertThat(talk.oldStatus("&transactionId=a%20b").body()).isEqualTo(progress);
        assertThat(talk.status("&transactionId=a%20b").body())
                .isEqualTo("{\"devices\":{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"transactions\":["
                        + "{\"transactionId\":\"a b\",\"state\":\"Progress\",\"type\":\"Put\","
                        + "\"operationType\":\"UPLOAD\",\"orderNo\":\"PO-7\"}]}}");

        KNOX.simulator().advanceClock(Duration.ofMillis(1));
        assertThat(talk.oldStatus("&transactionId=a%20b").body())
                .isEqualTo(
                        progress.replace("Progress", "Complete")
                                .replace(
                                        "[]",
                                        "[{\"imei\":\"351800000000702\"},{\"imei\":\"12\",\"code\":4000000,"
                                                + "\"message\":\"RESOURCE_INVALID_PARAM\",\"data\":\"This device [12] invalid\"}]"));
        assertThat(talk.devices("a%20b")).hasSize(1);
    }

    @Test
    void list_isInTheOrderOfAcceptance_byPages_andByCustomerAndVendor() throws IOException {
        talk.upload(Draft.of("3", A))
                .oldUpload(Draft.of("1", B).with("vendorId", "\"7850000063\""))
                .oldDelete(Draft.of("2", A).with("customerId", "\"1200000322\""));

        assertThat(ids("")).containsExactly("3", "1", "2");
        assertThat(ids("&transactionId=&pageNum=&pageSize=")).containsExactly("3", "1", "2");
        assertThat(ids("&customerId=1200000321")).containsExactly("3", "1");
        assertThat(ids("&vendorId=7850000063")).containsExactly("1");
        assertThat(ids("&customerId=1200000322&vendorId=7850000063")).isEmpty();
        assertThat(ids("&pageSize=2")).containsExactly("3", "1");
        assertThat(ids("&pageSize=2&pageNum=1")).containsExactly("2");
        assertThat(talk.oldStatus("&pageSize=2&pageNum=2").body())
                .isEqualTo("{\"totalCount\":0,\"totalPage\":0,\"pageNum\":2,\"transactions\":[]}");
        assertThat(summary(talk.status("&pageSize=2&pageNum=2")))
                .isEqualTo("400 40000002 The requested page is not valid or is out of bounds.");
    }

    @Test
    void filterThatATransactionDoesNotFit_hidesIt() throws IOException {
        talk.upload(Draft.of("1", A));

        assertThat(talk.transactions("&transactionId=1&customerId=1200000322")).isEmpty();
        assertThat(talk.oldStatus("&transactionId=1&vendorId=7850000063").statusCode())
                .isEqualTo(404);
    }

    @Test
    void laterPageOfOneTransaction_isOutOfBoundsInGeneration2AndHoldsItInGeneration1() throws IOException {
        talk.upload(Draft.of("1", A));

        assertThat(summary(talk.status("&transactionId=1&pageNum=1"))).startsWith("400 40000002 ");
        assertThat(talk.oldStatus("&transactionId=1&pageNum=1").body())
                .startsWith(
                        "{\"totalCount\":1,\"totalPage\":1,\"pageNum\":1,\"transactions\":[{\"transactionId\":\"1\"");
    }

    @Test
    void listWithoutTransactions_isAnEmptyPage() throws IOException {
        assertThat(talk.status("").body())
                .isEqualTo("{\"devices\":{\"totalCount\":0,\"totalPage\":0,\"pageNum\":0,\"transactions\":[]}}");
        assertThat(talk.oldStatus("").body())
                .isEqualTo("{\"totalCount\":0,\"totalPage\":0,\"pageNum\":0,\"transactions\":[]}");
    }

    /** The transactions that both generations list. */
    private List<Object> ids(String filters) throws IOException {
        List<Object> fresh = talk.transactions(filters).stream()
                .map(it -> it.get("transactionId"))
                .toList();
        Map<String, Object> old = Trees.object(talk.oldStatus(filters).body());
        assertThat(Trees.list(old, "transactions"))
                .extracting(it -> it.get("transactionId"))
                .isEqualTo(fresh);
        return fresh;
    }

    private static String summary(HttpResponse<String> answer) throws IOException {
        Map<String, Object> error = Trees.object(answer.body());
        return answer.statusCode() + " " + ((Double) error.get("code")).intValue() + " " + error.get("data");
    }
}
