package io.github.kdpbridge.compattests.fault;

import io.github.kdpbridge.compattests.fault.Reply.Meaning;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Comparison;
import io.github.kdpbridge.verify.session.Difference;
import io.github.kdpbridge.verify.session.Peer;
import java.util.function.Function;

/** The gateway, as an integration of generation 1 uses it. */
final class GatewayCellPeer implements CellPeer {
    private static final int NOTHING_DONE = 503;
    private static final int TROUBLE = 500;
    private static final int WRONG_KEY = 401;

    private final Gateway gateway;
    private final Closing below;
    private final Peer http;
    private final Function<AskedOperation, Answer> generation1;

    /** Closes what the gateway stands on. */
    interface Closing {
        void close();
    }

    /**
     * A peer over a gateway.
     *
     * @param below closes what the gateway was given
     * @param generation1 what generation 1 itself answers without any trouble
     */
    GatewayCellPeer(Gateway gateway, Closing below, Function<AskedOperation, Answer> generation1) {
        this.gateway = gateway;
        this.below = below;
        this.http = Peer.at(gateway.url());
        this.generation1 = generation1;
    }

    @Override
    public Reply send(AskedOperation operation) {
        Answer answer = http.send(Story.request(operation));
        int status = answer.status();
        if (status == NOTHING_DONE) {
            boolean saysWhen =
                    answer.headers().stream().anyMatch(header -> header.name().equalsIgnoreCase("Retry-After"));
            return saysWhen ? new Reply(Meaning.NOTHING_DONE, "503") : Reply.wrong("503 without Retry-After");
        }
        if (status >= TROUBLE) {
            return new Reply(Meaning.NOT_KNOWN, String.valueOf(status));
        }
        if (status == WRONG_KEY) {
            return Reply.wrong("401, which says that the caller's own key is wrong");
        }
        if (status >= 400) {
            return Reply.refused(status);
        }
        boolean same = Comparison.strict().compare(generation1.apply(operation), answer).stream()
                .allMatch(GatewayCellPeer::isMoreOfADevice);
        return Reply.doneIf(same, status + " " + answer.body());
    }

    /** The list of devices says more of each than generation 1 does. */
    private static boolean isMoreOfADevice(Difference difference) {
        return difference.path().startsWith("$.devices[") && difference.left().equals(Difference.ABSENT);
    }

    @Override
    public void close() {
        gateway.close();
        below.close();
    }
}
