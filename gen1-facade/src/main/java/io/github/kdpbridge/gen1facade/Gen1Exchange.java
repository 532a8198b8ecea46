package io.github.kdpbridge.gen1facade;

import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.KdpException;
import io.github.kdpbridge.gen1facade.wire.Gen1Refusal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A request, and what is known of it so far. */
final class Gen1Exchange {
    private static final Logger LOG = LoggerFactory.getLogger(Gen1Exchange.class);

    private final Gen1Request request;
    private final Gen1Routes routes;
    private final Accounts accounts;
    private final FailureAnswers failures;
    private Gen1Subject subject = Gen1Subject.unknown();
    private Gen1Names names = Gen1Names.none();
    private @Nullable Passage passage;
    private boolean isWrite;

    Gen1Exchange(Gen1Request request, Gen1Routes routes, Accounts accounts, FailureAnswers failures) {
        this.request = request;
        this.routes = routes;
        this.accounts = accounts;
        this.failures = failures;
    }

    /** A wrong key is complained of before an unreadable body; the log names the transaction of a readable one. */
    private Gen1Call readCall() {
        Gen1Call call = read(route());
        subject = subject.withTransaction(call.transactionId());
        names = call.names();
        return call;
    }

    private Gen1Routes.Route route() {
        Gen1Routes.Route route = routes.find(request);
        subject = subject.withOperation(route.operation());
        return route;
    }

    private Gen1Call read(Gen1Routes.Route route) {
        try {
            return route.reader().read(request);
        } catch (Gen1Refusal e) {
            return new UnreadableCall(e, route.isWrite());
        }
    }

    boolean opensAccount() {
        return program() != null;
    }

    private @Nullable DeploymentProgram program() {
        String key = request.header(Gen1Handler.KEY_HEADER).orElse("");
        return key.isEmpty() ? null : accounts.find(key);
    }

    /**
     * Reads the request.
     *
     * @return carries it out and gives the body of the answer; may throw a {@link Gen1Refusal}
     * @throws Gen1Refusal if it is not passed on to any service
     */
    Supplier<CompletionStage<ByteString>> read() {
        try {
            Gen1Call call = readCall();
            DeploymentProgram program = account();
            isWrite = call.isWrite();
            return () -> carryOut(call, program);
        } catch (Gen1Refusal e) {
            Passage way = passage(program());
            if (way == null) {
                throw e;
            }
            isWrite = !request.method().equals("GET");
            return () -> way.unread(e);
        }
    }

    private CompletionStage<ByteString> carryOut(Gen1Call call, DeploymentProgram program) {
        try {
            return call.answer(program);
        } catch (Gen1Refusal e) {
            if (passage == null) {
                throw e;
            }
            return passage.unread(e);
        }
    }

    /** Returns whether the request writes, once it was read. */
    boolean isWrite() {
        return isWrite;
    }

    private @Nullable Passage passage(@Nullable DeploymentProgram program) {
        if (passage == null && program instanceof MovingAccount moving) {
            moving.old().check(request);
            passage = moving.passage(request);
        }
        return passage;
    }

    private DeploymentProgram account() {
        DeploymentProgram program = program();
        if (program == null) {
            throw wrongKey();
        }
        subject = subject.withReseller(program.reseller());
        Passage way = passage(program);
        return way != null && program instanceof MovingAccount moving ? way.over(moving.program()) : program;
    }

    /** Returns the answer of the old service, if it was asked. */
    private Optional<Gen1Response> passedOn() {
        return passage == null ? Optional.empty() : passage.response().map(response -> response.about(subject));
    }

    String label() {
        return subject.operation() + " " + subject.transactionId();
    }

    Gen1Response answer(ByteString body) {
        return passedOn().orElseGet(() -> Gen1Response.json(200, body).about(subject));
    }

    /** Complains of the path or the method before the key. */
    Gen1Response withoutAccount() {
        try {
            route();
            throw wrongKey();
        } catch (Gen1Refusal e) {
            return failed(e);
        }
    }

    Gen1Response failed(Throwable failure) {
        return passedOn().orElseGet(() -> translated(failure));
    }

    private Gen1Response translated(Throwable failure) {
        if (failure instanceof Gen1Refusal refusal) {
            return failures.refusal(named(), refusal);
        }
        if (failure instanceof KdpException e) {
            return failures.of(subject, names, e);
        }
        LOG.error("{} failed", request, failure);
        return failures.ofTheBridge(subject);
    }

    /** A refusal names the transaction also when nothing else of the request could be made sense of. */
    private Gen1Subject named() {
        return subject.transactionId() == null ? subject.withTransaction(request.transactionId()) : subject;
    }

    /** One text for a wrong key (documented) and for a missing one (assumed). */
    private static Gen1Refusal wrongKey() {
        return Gen1Refusal.of(Condition.UNAUTHENTICATED, "Invalid Api Key");
    }
}
