package io.github.kdpbridge.eventloop;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.core.error.HttpAnswer;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.serviceclient.http.Carrier;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.Outgoing;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import io.github.kdpbridge.serviceclient.http.Refusals;
import io.github.kdpbridge.serviceclient.http.Reply;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import okhttp3.Request;

/** Writes whose answers are taken as they come. */
final class Requests {
    private static final Refusals REFUSALS = new Refusals() {
        @Override
        public FieldNames fields() {
            return FieldNames.of("why");
        }

        @Override
        public KdpException read(Exchange exchange, HttpAnswer answer, JsonFields body, String excerpt) {
            return exchange.notUnderstood(answer, excerpt, null);
        }
    };

    private Requests() {}

    static Outgoing<RawAnswer> write(Request request) {
        Exchange exchange = new Exchange(
                unused -> {
                    throw new AssertionError("it is not sent by OkHttp");
                },
                "upload 7",
                true,
                REFUSALS);
        return exchange.outgoing(request, Reply::raw);
    }

    static Outgoing<RawAnswer> write(String url) {
        return write(new Request.Builder().url(url).build());
    }

    static RawAnswer sent(Carrier carrier, Outgoing<RawAnswer> outgoing) {
        return Waiting.on("upload 7", true, () -> carrier.carry(outgoing));
    }

    static UnreachableException failure(Carrier carrier, Outgoing<RawAnswer> outgoing) {
        return catchThrowableOfType(UnreachableException.class, () -> sent(carrier, outgoing));
    }
}
