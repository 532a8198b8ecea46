package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusTest {
    private static final World WRAPPED = World.standard().withSettings(new World.Settings(Duration.ZERO, 100, true));

    @RegisterExtension
    static final KdpSimulator KNOX =
            KdpSimulator.create(TestWorlds.still().world(WRAPPED).build());

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            transactionId=1                           | 4002101 | 40000000 | 400 | resellerId is missing
            resellerId=&transactionId=1               | 4002101 | 40000000 | 400 | resellerId is missing
            resellerId=4680000926                     | 4000000 | 40000000 | 400 | transactionId is missing
            resellerId=4680000926&transactionId=1&vendorId=1 | 4030000 | 40300000 | 403 | resellerId 4680000926 is not the account of the caller
            resellerId=4680000925&transactionId=1&vendorId=1 | 4042101 | 40400001 | 404 | vendorId 1 is not a vendor of resellerId 4680000925
            resellerId=4680000925&transactionId=no    | 4042105 | 40400005 | 404 | transactionId no is not known
            resellerId=4680000925&transactionId=theirs | 4042105 | 40400005 | 404 | transactionId theirs is not known
            resellerId=4680000925&transactionId=1&pageNum=x | 4000000 | 40000000 | 400 | pageNum must be a whole number from 0
            """)
    void wrongQuery_isRefusedAlike(String query, int gen1Code, int gen2Code, int status, String data)
            throws IOException {
        Draft theirs = Draft.of("theirs").with("resellerId", "\"4680000926\"").with("customerId", "\"1200000323\"");
        Caller.gen1(KNOX.simulator(), "sim-gen1-key-2").put("/bulkenroll/v1/reseller/devices", theirs.gen1());

        HttpResponse<String> old =
                Caller.gen1(KNOX.simulator(), Caller.KEY).get("/bulkenroll/v1/reseller/devices/status?" + query);
        HttpResponse<String> fresh = Caller.gen2(KNOX.simulator()).get("/kcs/v1/rp/devices/status?" + query);

        assertThat(old.statusCode()).as(old.body()).isEqualTo(status);
        assertThat(Trees.object(old.body()))
                .containsEntry("state", "Rejected")
                .containsEntry("code", (double) gen1Code)
                .containsEntry("data", data);
        assertThat(Trees.object(old.body()).containsKey("transactionId")).isEqualTo(query.contains("transactionId="));
        assertThat(fresh.statusCode()).isEqualTo(status);
        assertThat(Trees.object(fresh.body()))
                .containsEntry("code", (double) gen2Code)
                .containsEntry("data", data);
    }

    @Test
    void laterPage_isEmpty() throws IOException {
        Caller gen1 = Caller.gen1(KNOX.simulator(), Caller.KEY);
        gen1.put(
                "/bulkenroll/v1/reseller/devices",
                Draft.of("a b", "351800000000702").gen1());

        String query = "?resellerId=4680000925&transactionId=a%20b&vendorId=&pageNum=2";
        String expected = "{\"totalCount\":1,\"totalPage\":1,\"pageNum\":2,\"transactions\":[]}";
        assertThat(gen1.get("/bulkenroll/v2/reseller/devices/status" + query).body())
                .isEqualTo(expected);
        assertThat(Caller.gen2(KNOX.simulator())
                        .get("/kcs/v1/rp/devices/status" + query)
                        .body())
                .isEqualTo(expected);
    }

    @Test
    void gen2StatusMayBeWrapped_andShowsTheOrder() throws IOException {
        Caller gen2 = Caller.gen2(KNOX.simulator());
        gen2.put(
                "/kcs/v1/rp/devices/upload",
                Draft.of("1", "351800000000702").with("orderNo", "\"PO-7\"").gen2());

        assertThat(gen2.get("/kcs/v1/rp/devices/status?resellerId=4680000925&transactionId=1&pageNum=0")
                        .body())
                .isEqualTo("{\"totalCount\":1,\"totalPage\":1,\"pageNum\":0,\"transactions\":[{\"transactionId\":\"1\","
                        + "\"state\":\"Complete\",\"type\":\"Put\",\"operationType\":\"UPLOAD\",\"orderNo\":\"PO-7\","
                        + "\"devices\":[{\"imei\":\"351800000000702\"}]}]}");
    }
}
