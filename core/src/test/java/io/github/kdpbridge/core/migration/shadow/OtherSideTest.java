package io.github.kdpbridge.core.migration.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Ticker;
import com.google.errorprone.annotations.Immutable;
import io.github.kdpbridge.core.Customer;
import io.github.kdpbridge.core.CustomerId;
import io.github.kdpbridge.core.CustomerQuery;
import io.github.kdpbridge.core.DeploymentProgram;
import io.github.kdpbridge.core.DeviceCoverage;
import io.github.kdpbridge.core.DeviceId;
import io.github.kdpbridge.core.DeviceQuery;
import io.github.kdpbridge.core.Handlers;
import io.github.kdpbridge.core.ListedDevice;
import io.github.kdpbridge.core.Operation;
import io.github.kdpbridge.core.Page;
import io.github.kdpbridge.core.PageRequest;
import io.github.kdpbridge.core.ReadRequest;
import io.github.kdpbridge.core.Receipt;
import io.github.kdpbridge.core.Request;
import io.github.kdpbridge.core.Reseller;
import io.github.kdpbridge.core.ResellerId;
import io.github.kdpbridge.core.ResellerQuery;
import io.github.kdpbridge.core.ServiceLoad;
import io.github.kdpbridge.core.StatusRequest;
import io.github.kdpbridge.core.TransactionId;
import io.github.kdpbridge.core.TransactionState;
import io.github.kdpbridge.core.TransactionStatus;
import io.github.kdpbridge.core.TransactionType;
import io.github.kdpbridge.core.TransactionsQuery;
import io.github.kdpbridge.core.UnknownFields;
import io.github.kdpbridge.core.UploadRequest;
import io.github.kdpbridge.core.async.Stages;
import io.github.kdpbridge.core.error.AnswerNotUnderstoodException;
import io.github.kdpbridge.core.error.Condition;
import io.github.kdpbridge.core.error.Generation;
import io.github.kdpbridge.core.error.RefusedException;
import io.github.kdpbridge.core.error.RefusedLocallyException;
import io.github.kdpbridge.core.error.RefusedLocallyException.Reason;
import io.github.kdpbridge.core.error.ServiceError;
import io.github.kdpbridge.core.error.UnreachableException;
import io.github.kdpbridge.core.ledger.LedgerProgram;
import io.github.kdpbridge.core.migration.Phase;
import io.github.kdpbridge.core.migration.RoutedMemory;
import io.github.kdpbridge.core.migration.RoutedMemory.Quiet;
import io.github.kdpbridge.core.migration.UnitKind;
import io.github.kdpbridge.testfixtures.TestClock;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each list and status, in each phase, with each trouble of the side that serves it and each of the other: the caller gets
 * the answer of the first, whatever the other does, and has it before the other is asked.
 */
@ExpectedLog("upload sent goes on, although the old service does not say whether its id is used: .*")
class OtherSideTest {
    private static final ResellerId RESELLER = ResellerId.of("4680000925");
    private static final CustomerId CUSTOMER = CustomerId.of("1200000321");
    private static final UploadRequest UPLOAD = UploadRequest.builder(CUSTOMER, TransactionId.of("sent"))
            .imeis(List.of("351800000000701"))
            .build();

    /** What a service does with a question. */
    private enum Does {
        ANSWER(label -> null),
        BE_SILENT(label -> null),
        REFUSE_CONNECTIONS(label -> new UnreachableException(label, "connection refused", null, false)),
        CLOSE_THE_CONNECTION(label -> new UnreachableException(label, "unexpected end of stream", null, true)),
        TIME_OUT(label -> new UnreachableException(label, "no answer within 30 s", null, true)),
        FAIL_INSIDE(label -> refused(label, Condition.INTERNAL_SERVER_ERROR, 500)),
        DENY_ACCESS(label -> refused(label, Condition.FORBIDDEN, 403)),
        REFUSE_THE_TOKEN(label -> refused(label, Condition.UNAUTHENTICATED, 401)),
        SAY_AN_UNKNOWN_CODE(label -> refused(label, Condition.UNKNOWN, 400)),
        ANSWER_AS_A_PROXY(label -> new AnswerNotUnderstoodException(label, 502, "no JSON", null, false)),
        BE_AWAY(label -> new AnswerNotUnderstoodException(label, 503, "an empty body", null, false)),
        NOT_KNOW_THE_PATH(label -> new AnswerNotUnderstoodException(label, 404, "no JSON", null, false)),
        ANSWER_NONSENSE(label -> new AnswerNotUnderstoodException(label, 200, "a list is missing", null, false)),
        HAVE_AN_OPEN_BREAKER(label -> new RefusedLocallyException(label, Reason.LIMIT, "the breaker is open", null)),
        GIVE_NO_TOKEN(label -> new RefusedLocallyException(label, Reason.CREDENTIALS, "no token", null)),
        HAVE_A_FAULT(label -> new IllegalStateException("a fault of the client")),
        LACK_MEMORY(label -> new OutOfMemoryError("a fault of the machine"));

        /** Makes the failure of a question; null for none. */
        @Immutable
        private interface Trouble {
            @Nullable Throwable with(String label);
        }

        private final Trouble trouble;

        Does(Trouble trouble) {
            this.trouble = trouble;
        }
    }

    private static RefusedException refused(String label, Condition condition, int status) {
        return new RefusedException(
                label, new ServiceError(condition, "9", condition.name(), null), status, null, false);
    }

    /** A service whose answers name it. */
    private static final class Service implements DeploymentProgram, ServiceLoad {
        private final String name;
        private final Handlers answers;
        private Does does = Does.ANSWER;
        private int calls;
        private @Nullable Throwable failure;

        Service(String name, String imei) {
            this.name = name;
            this.answers = Handlers.builder()
                    .on(Operation.UPLOAD, write -> done(new Receipt(write.transaction(), TransactionState.PROGRESS)))
                    .on(Operation.STATUS, question -> done(status(question.transaction())))
                    .on(Operation.TRANSACTIONS, query -> page(status(TransactionId.of("other"))))
                    .on(Operation.DEVICES, query -> page(ListedDevice.of(DeviceId.imei(imei))))
                    .on(Operation.CUSTOMERS, query -> page(new Customer(CUSTOMER, name, UnknownFields.none())))
                    .on(Operation.RESELLERS, query -> page(new Reseller(RESELLER, name)))
                    .build();
        }

        private static <T> CompletionStage<T> done(T answer) {
            return CompletableFuture.completedFuture(answer);
        }

        private static <T> CompletionStage<Page<T>> page(T item) {
            return done(new Page<>(List.of(item), 1L, 0));
        }

        private TransactionStatus status(TransactionId transaction) {
            return new TransactionStatus(
                    transaction,
                    TransactionState.COMPLETE,
                    TransactionType.UPLOAD,
                    List.of(),
                    DeviceCoverage.FAILED_ONLY,
                    null,
                    name,
                    UnknownFields.none());
        }

        void does(Does next) {
            does = next;
            calls = 0;
            failure = null;
        }

        @Override
        public ResellerId reseller() {
            return RESELLER;
        }

        @Override
        public <A> CompletionStage<A> send(Request<A> request) {
            calls++;
            failure = does.trouble.with(request.label());
            if (failure != null) {
                return Stages.failed(failure);
            }
            return does == Does.BE_SILENT ? new CompletableFuture<>() : answers.send(request);
        }

        @Override
        public boolean isAtEase() {
            return true;
        }

        @Override
        public int requestsPerSecond() {
            return 1_000_000;
        }
    }

    private final Service gen1 = new Service("gen1", "351800000000701");
    private final Service gen2 = new Service("gen2", "351800000001188");
    private final TestClock clock = TestClock.at(Instant.parse("2026-11-26T12:00:00Z"));
    private long nanos;

    /** Returns each kind of question, and the side that serves it. */
    private static Map<ReadRequest<?>, Generation> questions(Phase phase) {
        Map<ReadRequest<?>, Generation> questions = new LinkedHashMap<>();
        questions.put(DeviceQuery.of(CUSTOMER), phase.lists());
        questions.put(DeviceQuery.all(), phase.lists());
        questions.put(TransactionsQuery.of(CUSTOMER), phase.lists());
        questions.put(TransactionsQuery.all(), phase.lists());
        questions.put(CustomerQuery.all(), phase.lists());
        questions.put(new ResellerQuery(PageRequest.first()), phase.lists());
        questions.put(StatusRequest.of(TransactionId.of("unknown here")), phase.lists());
        questions.put(StatusRequest.of(UPLOAD), phase.writes());
        questions.put(StatusRequest.of(TransactionId.of("found on gen1")), Generation.GEN1);
        questions.put(StatusRequest.of(TransactionId.of("found on gen2")), Generation.GEN2);
        return questions;
    }

    @ParameterizedTest
    @EnumSource
    void caller_getsTheAnswerOfTheSideThatServes(Phase phase) {
        RoutedMemory ledger = RoutedMemory.of(UnitKind.CUSTOMER, phase, Quiet.STANDARD, clock);
        ledger.pin(RESELLER, TransactionId.of("found on gen1"), Generation.GEN1);
        ledger.pin(RESELLER, TransactionId.of("found on gen2"), Generation.GEN2);
        InMemoryParity store = new InMemoryParity();
        int rows = 0;
        int compared = 0;
        try (Shadow shadow = Shadow.builder(
                        new ShadowSide(gen1, gen1), new ShadowSide(gen2, gen2), ledger.units(RESELLER), store)
                .clock(clock)
                .ticker(new Ticker() {
                    @Override
                    public long read() {
                        return nanos;
                    }
                })
                .build()) {
            LedgerProgram program = LedgerProgram.builder(gen2, ledger)
                    .oldService(gen1, question -> ledger.sideOf(RESELLER, question))
                    .listener(shadow)
                    .clock(clock)
                    .statusLag(Duration.ZERO)
                    .build();
            gen1.does(Does.HAVE_AN_OPEN_BREAKER); // asked for used ids
            if (phase.writes() == Generation.GEN1) {
                gen1.does(Does.ANSWER);
            }
            program.upload(UPLOAD);
            for (Map.Entry<ReadRequest<?>, Generation> question :
                    questions(phase).entrySet()) {
                for (Does serving : Does.values()) {
                    for (Does other : Does.values()) {
                        boolean isOld = question.getValue() == Generation.GEN1;
                        (isOld ? gen1 : gen2).does(serving);
                        (isOld ? gen2 : gen1).does(other);
                        ask(program, question.getKey(), isOld ? gen1 : gen2, isOld ? gen2 : gen1);
                        nanos += Duration.ofSeconds(1).toNanos();
                        clock.pass(Duration.ofSeconds(1));
                        shadow.look();
                        compared += (isOld ? gen2 : gen1).calls;
                        rows++;
                    }
                }
            }
        }
        assertThat(compared > 0)
                .as("asked after the answer")
                .isEqualTo(phase.shadow().isPresent());
        assertThat(rows).isEqualTo(10 * Does.values().length * Does.values().length);
    }

    private static <A> void ask(LedgerProgram program, ReadRequest<A> question, Service serving, Service other) {
        String row = "%s of %s, which shall %s, while the other shall %s"
                .formatted(question.label(), serving.name, serving.does, other.does);

        CompletableFuture<A> answer = Stages.begin(() -> program.send(question)).toCompletableFuture();

        assertThat(other.calls).as(row).isZero();
        assertThat(serving.calls).as(row).isEqualTo(1);
        assertThat(answer.isDone()).as(row).isEqualTo(serving.does != Does.BE_SILENT);
        if (answer.isDone()) {
            try {
                assertThat(name(answer.join())).as(row).isEqualTo(serving.name);
                assertThat(serving.does).as(row).isEqualTo(Does.ANSWER);
            } catch (CompletionException e) {
                assertThat(e.getCause()).as(row).isSameAs(serving.failure);
            }
        }
    }

    /** Returns the service that an answer names. */
    private static @Nullable String name(Object answer) {
        Object named = answer instanceof Page<?> page ? page.items().get(0) : answer;
        if (named instanceof TransactionStatus status) {
            return status.orderNo();
        }
        if (named instanceof Customer customer) {
            return customer.name();
        }
        if (named instanceof Reseller reseller) {
            return reseller.name();
        }
        return ((ListedDevice) named).id().value().equals("351800000000701") ? "gen1" : "gen2";
    }
}
