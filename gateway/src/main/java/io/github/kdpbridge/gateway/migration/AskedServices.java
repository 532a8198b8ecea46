package io.github.kdpbridge.gateway.migration;

import com.google.common.base.Ticker;
import com.google.common.util.concurrent.Uninterruptibles;
import io.github.kdpbridge.core.DeploymentReads;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.core.migration.Evidence.Looked;
import io.github.kdpbridge.core.migration.GateFacts.BeforeShadow;
import io.github.kdpbridge.core.migration.GateFacts.Service;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks both services of an account whether they answer. An answer is remembered for 30 seconds, and several that want it at
 * once wait for one. Safe for use by many threads.
 */
final class AskedServices {
    /** How long a gate waits for the answer to a question. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(AskedServices.class);
    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final Function<Generation, DeploymentReads> services;
    private final Ticker ticker;
    private final Duration patience;
    private final Side gen1 = new Side(Generation.GEN1);
    private final Side gen2 = new Side(Generation.GEN2);

    /**
     * Asks nothing yet.
     *
     * @param services both services
     * @param patience how long the answer to a question is waited for
     */
    AskedServices(Function<Generation, DeploymentReads> services, Ticker ticker, Duration patience) {
        this.services = services;
        this.ticker = ticker;
        this.patience = patience;
    }

    ResellerId reseller() {
        return services.apply(Generation.GEN1).reseller();
    }

    /** Returns answers of the last 30 seconds. A service that is silent for longer than the patience does not answer. */
    BeforeShadow answer() {
        gen1.ask();
        gen2.ask();
        return new BeforeShadow(gen1.await(), gen2.await());
    }

    /** Returns the last answers. Only the first ones are waited for; older ones are asked for again meanwhile. */
    Looked last() {
        gen1.ask();
        gen2.ask();
        if (!gen1.isKnown() || !gen2.isKnown()) {
            return new Looked(new BeforeShadow(gen1.await(), gen2.await()), null);
        }
        Duration age = gen1.age().compareTo(gen2.age()) > 0 ? gen1.age() : gen2.age();
        return new Looked(new BeforeShadow(gen1.known(), gen2.known()), age);
    }

    /** One of the services. */
    private final class Side {
        private final Generation generation;
        private Service known = Service.NOT_ASKED;
        private boolean isKnown;
        private long answered;
        private long asked;
        /** Null if no question is under way. */
        private @Nullable CompletableFuture<Service> question;

        private Side(Generation generation) {
            this.generation = generation;
        }

        private synchronized boolean isKnown() {
            return isKnown;
        }

        private synchronized Service known() {
            return known;
        }

        private synchronized Duration age() {
            return Duration.ofNanos(ticker.read() - answered);
        }

        private void ask() {
            CompletableFuture<Service> answer = begin();
            if (answer != null) {
                var unused = Stages.begin(() -> services.apply(generation).read(DeviceQuery.all()))
                        .handle((page, failure) -> failure == null ? Service.ANSWERS : failed(failure))
                        .thenAccept(service -> end(service, answer));
            }
        }

        /** Returns the answer of a new question; null if none is needed. */
        private synchronized @Nullable CompletableFuture<Service> begin() {
            if (question != null || (isKnown && age().compareTo(REMEMBERED) < 0)) {
                return null;
            }
            CompletableFuture<Service> answer = new CompletableFuture<>();
            question = answer;
            asked = ticker.read();
            return answer;
        }

        private void end(Service service, CompletableFuture<Service> answer) {
            synchronized (this) {
                known = service;
                isKnown = true;
                answered = ticker.read();
                question = null;
            }
            answer.complete(service);
        }

        private Service failed(Throwable failure) {
            Throwable cause = Stages.cause(failure);
            if (cause instanceof KdpException refused) {
                return Service.fails(DeviceId.maskedIn(refused.getMessage()));
            }
            LOG.error("{} was not asked", generation, cause);
            return Service.fails("an unexpected error; the gateway's log has it");
        }

        private Service await() {
            CompletableFuture<Service> answer;
            Duration rest;
            synchronized (this) {
                answer = question == null ? CompletableFuture.completedFuture(known) : question;
                rest = patience.minusNanos(ticker.read() - asked);
            }
            try {
                Service service = Uninterruptibles.getUninterruptibly(answer, rest.isNegative() ? Duration.ZERO : rest);
                return Objects.requireNonNull(service);
            } catch (TimeoutException e) {
                return Service.fails("no answer within %d s".formatted(patience.toSeconds()));
            } catch (ExecutionException e) {
                throw new IllegalStateException("an answer cannot fail", e);
            }
        }
    }
}
