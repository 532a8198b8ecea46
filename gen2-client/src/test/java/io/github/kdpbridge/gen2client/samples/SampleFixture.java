package io.github.kdpbridge.gen2client.samples;

import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.gen2client.Gen2Client;
import io.github.kdpbridge.gen2client.token.TokenSource;
import io.github.kdpbridge.simulator.KdpSimulator;
import io.github.kdpbridge.simulator.http.RecordedRequest;
import io.github.kdpbridge.simulator.portal.RegisteredDevice;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the samples take as given: a simulator, a client of it, a customer and a log. */
abstract class SampleFixture {
    static final String UPLOAD_PATH = "/kcs/v1/rp/devices/upload";
    static final String STATUS_PATH = "/kcs/v1/rp/devices/status";

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    final Logger log = LoggerFactory.getLogger("samples");
    final ResellerId reseller = ResellerId.of("4680000925");
    final CustomerId customer = CustomerId.of("1200000321");
    final TokenSource tokens = TokenSource.oauth2("sim-client", "sim-secret");

    String service = "";
    Gen2Client kdp;

    @BeforeEach
    void open() {
        service = knox.gen2BaseUrl().toString();
        kdp = Gen2Client.builder(reseller).tokens(tokens).baseUrl(service).build();
    }

    @AfterEach
    void close() {
        kdp.close();
    }

    List<String> registered() {
        return knox.simulator().devices().stream().map(RegisteredDevice::id).toList();
    }

    /** How many requests the simulator got on a path of the service. */
    long requests(String path) {
        return knox.simulator().requests().stream()
                .map(RecordedRequest::path)
                .filter(path::equals)
                .count();
    }
}
