package io.github.kdpbridge.compattests.relay;

import com.google.common.base.Strings;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ListQuery;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ResellerQuery;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.async.Waiting;
import io.github.kdpbridge.gen1client.Gen1Upstream;
import io.github.kdpbridge.gen1client.RelayedRequest;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import io.github.kdpbridge.gen1facade.wire.Parameters;
import io.github.kdpbridge.serviceclient.event.Call;
import io.github.kdpbridge.serviceclient.http.RelayedAnswer;
import io.github.kdpbridge.serviceclient.resilience.Resilience;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Peer;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import okhttp3.Headers;
import okio.ByteString;

/** Sends a caller's requests through the relay, and takes note of each answer and of what the relay took it for. */
final class RelayPeer implements Peer {
    private final Gen1Upstream upstream;
    private final List<Received> received;
    private final List<Judged> judged;

    /** An answer and what the relay took it for. */
    record Judged(Gen1Upstream upstream, Operation<?, ?> operation, RelayedAnswer relayed, Answer answer) {
        /** Returns how many items the relay finds in a list or a status. */
        int items() {
            return upstream.meaning(query(), relayed.answer()).items().size();
        }

        private ListQuery<?> query() {
            if (operation == Operation.DEVICES) {
                return DeviceQuery.all();
            }
            if (operation == Operation.CUSTOMERS) {
                return CustomerQuery.all();
            }
            return operation == Operation.RESELLERS ? new ResellerQuery(PageRequest.first()) : TransactionsQuery.all();
        }
    }

    RelayPeer(URI service, List<Received> received, List<Judged> judged) {
        this.upstream = Gen1Upstream.builder(ResellerId.of("4680000925"), service.toString())
                .resilience(Resilience.builder().requestsPerSecond(10_000).build())
                .build();
        this.received = received;
        this.judged = judged;
    }

    @Override
    public Answer send(SessionRequest request) {
        Headers.Builder headers = new Headers.Builder();
        request.headers().forEach(header -> headers.addUnsafeNonAscii(header.name(), header.value()));
        RelayedRequest relayed = new RelayedRequest(
                request.method(),
                request.target(),
                headers.build(),
                ByteString.encodeUtf8(Objects.requireNonNullElse(request.body(), "")));
        Operation<?, ?> operation = operation(request);
        Call call = new Call(operation, transaction(relayed.body()));
        RelayedAnswer answer = Waiting.on(call.toString(), operation.isWrite(), () -> upstream.relay(call, relayed));
        Received bytes = Received.of(
                answer.answer().status(),
                answer.answer().headers().toMultimap(),
                answer.answer().body());
        received.add(bytes);
        judged.add(new Judged(upstream, operation, answer, bytes.answer()));
        return bytes.answer();
    }

    /** Reads it as the bridge does. */
    private static String transaction(ByteString body) {
        try {
            return Strings.nullToEmpty(
                    Parameters.ofBody(body, Set.of("transactionId"), Set.of()).text("transactionId"));
        } catch (Gen1Refusal unreadable) {
            return "";
        }
    }

    private static Operation<?, ?> operation(SessionRequest request) {
        String path = request.target().replaceFirst("\\?.*", "");
        if (request.method().equals("PUT")) {
            return path.endsWith("/delete") ? Operation.DELETE : Operation.UPLOAD;
        }
        if (path.endsWith("/customers")) {
            return Operation.CUSTOMERS;
        }
        if (path.endsWith("/resellers")) {
            return Operation.RESELLERS;
        }
        return path.endsWith("/status") ? Operation.TRANSACTIONS : Operation.DEVICES;
    }

    @Override
    public void close() {
        upstream.close();
    }
}
