package io.github.kdpbridge.verify.peer;

import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Peer;
import io.github.kdpbridge.verify.session.ReplayException;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The control side of a running {@code kdp simulate}: resets the portal, moves its clock, lists its devices. */
public final class SimulatorControl {
    private final Peer simulator;
    private final URI url;

    private SimulatorControl(URI url) {
        this.simulator = Peer.at(url);
        this.url = url;
    }

    /**
     * Returns the control side of a simulator.
     *
     * @param url {@code scheme://host:port}
     * @throws IllegalArgumentException if the URL is not of this form
     */
    public static SimulatorControl at(URI url) {
        return new SimulatorControl(url);
    }

    void reset() {
        ask("POST", "/_sim/reset", null);
    }

    void pass(Duration time) {
        ask("POST", "/_sim/clock", "{\"advanceSeconds\":" + time.toSeconds() + "}");
    }

    /** Returns each registered device, in the words of the scenarios. */
    List<String> devices() {
        if (ask("GET", "/_sim/devices", null).json() instanceof JsonTree.ArrayNode array) {
            return array.items().stream().map(SimulatorControl::words).toList();
        }
        throw new ReplayException("no list of devices at " + url + "/_sim/devices");
    }

    private Answer ask(String method, String path, @Nullable String body) {
        Answer answer = simulator.send(new SessionRequest(path, 1, method, path, List.of(), body, null, List.of()));
        if (answer.status() != 200) {
            throw new ReplayException("no simulator at " + url + ": " + path + " answers " + answer.status());
        }
        return answer;
    }

    private static String words(JsonTree device) {
        return text(device, "", "type") + " " + text(device, "", "id")
                + text(device, " customer=", "customerId")
                + text(device, " vendor=", "vendorId")
                + text(device, " upload=", "transactionId");
    }

    private static String text(JsonTree device, String before, String field) {
        return device.get(field) instanceof JsonTree.TextNode text ? before + text.value() : "";
    }
}
