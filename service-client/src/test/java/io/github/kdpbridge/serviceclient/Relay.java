package io.github.kdpbridge.serviceclient;

import com.google.common.base.Ticker;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.HttpAnswer;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.event.ClientListener;
import io.github.kdpbridge.serviceclient.http.Exchange;
import io.github.kdpbridge.serviceclient.http.RawAnswer;
import io.github.kdpbridge.serviceclient.http.Refusals;
import io.github.kdpbridge.serviceclient.http.RelayedAnswer;
import io.github.kdpbridge.serviceclient.json.FieldNames;
import io.github.kdpbridge.serviceclient.json.JsonFields;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import java.util.concurrent.CompletionStage;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * A client that passes each answer on as it came, whatever it says: the gates judge it and do not change it. Reads are
 * repeated, writes are not.
 */
final class Relay implements AutoCloseable {
    private final ServiceClient client;
    private final OkHttpClient http;

    Relay(Resilience settings, ClientListener listener) {
        this.client = new ServiceClient(settings, null, null, listener, Ticker.systemTicker());
        this.http = client.http(chain -> chain.proceed(chain.request()));
    }

    /** An error has a field "reason", which is all that this service has in common with no other. */
    private static final class Reasons implements Refusals {
        @Override
        public FieldNames fields() {
            return FieldNames.of("reason");
        }

        @Override
        public KdpException read(Exchange exchange, HttpAnswer answer, JsonFields body, String excerpt) {
            String reason = body.text("reason");
            return reason == null
                    ? exchange.notUnderstood(answer, "the body has no reason: " + excerpt, null)
                    : exchange.refused(answer, new ServiceError(Condition.UNKNOWN, reason, "", null), null);
        }
    }

    Exchange exchange(Call call) {
        return new Exchange(http, call.toString(), call.operation().isWrite(), new Reasons());
    }

    /** Sends a request; fails only if no answer arrived, or the request was not let through. */
    CompletionStage<RawAnswer> send(Call call, Request request) {
        Exchange exchange = exchange(call);
        return client.relay(call, () -> {
                    RawAnswer answer = exchange.raw(request);
                    return new RelayedAnswer(answer, exchange.failure(answer));
                })
                .thenApply(RelayedAnswer::answer);
    }

    @Override
    public void close() {
        client.close();
    }
}
