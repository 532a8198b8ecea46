package io.github.kdpbridge.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kdpbridge.simulator.http.AuthFault;
import io.github.kdpbridge.simulator.http.Fault;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.testfixtures.ContractExchange;
import io.github.kdpbridge.testlogs.ExpectedLog;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each exchange of the contract: its request is sent to a simulator where it can happen, and the answer is its own. */
@ExpectedLog("PUT /kcs/v1/rp/devices/upload failed")
final class ContractExchangeTest {
    private static final String A = "350000000000006";
    private static final String B = "350000000000014";
    private static final String C = "350000000000022";
    private static final String STATUS = "/kcs/v1/rp/devices/status";

    /** The form of values that cannot be the made-up ones, by the name of the field. */
    private static final Map<String, Pattern> SHAPES = Map.of(
            "errorId", Pattern.compile("[0-9A-F]{32}"),
            "access_token", Pattern.compile("[A-Za-z0-9_-]{43}"),
            "accessToken", Pattern.compile("[A-Za-z0-9_-]{43}"),
            "createTime", Pattern.compile("1\\.[0-9]+E12"),
            "id", Pattern.compile("[0-9a-f]{24}"),
            "uploadId", Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"),
            "profileId", Pattern.compile("[0-9a-f]{24}"));

    private static final Map<String, ContractExchange> EXCHANGES =
            ContractExchange.all().stream().collect(Collectors.toMap(ContractExchange::id, exchange -> exchange));
    private static final Map<House, Simulator> SIMULATORS = new LinkedHashMap<>();
    private static final Map<String, Stage> STAGES = new LinkedHashMap<>();

    static {
        Stage plain = new Stage(Scene.world(), scene -> scene);
        Stage shipped = plain.with(scene -> scene.upload("t-101", A, B, C));
        Stage rejecting = plain.in(Scene.world().withRejected(List.of(C)));
        Stage invalid = rejecting.with(scene -> scene.upload("t-109", A, C));
        Stage twice = plain.with(scene -> scene.upload("t-0", B).upload("t-101", A, B, C));
        Stage listed = rejecting
                .speaking(Dialect.documented().with(Dialect.REUPLOAD, Dialect.Reupload.SILENT))
                .with(scene -> scene.upload("t-111", A, B).upload("t-112", A, C));
        Stage foreign = plain.with(scene -> scene.upload("t-101", A).delete("t-201", A, B));
        Stage phone = plain.in(Scene.world()
                        .withPhones(List.of(new World.Phone(A, null, "350C5280000001", "R50A00000XY", "SM-X000"))))
                .with(scene -> scene.upload("t-101", A));

        STAGES.put("auth-oauth-ok", plain);
        STAGES.put("auth-oauth-short", plain.in(shortLived()));
        STAGES.put("auth-oauth-bad-client", plain);
        STAGES.put("auth-legacy-ok", plain.with(Scene::signedTokenRequest));
        STAGES.put("auth-legacy-reused-jwt", plain.with(ContractExchangeTest::usedToken));
        STAGES.put(
                "auth-expired-oauth",
                plain.with(scene -> scene.header("Authorization", "Bearer " + scene.bearer("client-made-up"))
                        .later(Duration.ofSeconds(599))));
        STAGES.put("auth-bad-legacy-token", plain);
        STAGES.put(
                "auth-expired-403",
                plain.with(scene ->
                        scene.header("x-knox-apitoken", scene.signedToken()).later(Duration.ofMinutes(1))));
        STAGES.put("auth-clock-arrays", plain.with(scene -> {
            scene.simulator().fault(Fault.auth(STATUS, AuthFault.CLOCK_ARRAYS));
            return scene;
        }));
        STAGES.put("auth-gen1-wrong-key", plain);
        STAGES.put("upload-ok-g1", plain);
        STAGES.put("upload-ok-g2", plain);
        STAGES.put("upload-alias-g2", plain);
        STAGES.put("upload-sn-g2", plain);
        STAGES.put("upload-no-reseller-g1", plain);
        STAGES.put("upload-no-reseller-g2", plain);
        STAGES.put("upload-wrong-customer-g2", plain);
        STAGES.put("upload-wrong-customer-g1", plain);
        STAGES.put("upload-repeat-id-g2", shipped);
        STAGES.put(
                "upload-too-many-g2",
                plain.in(settings(World.Settings.standard().withDeviceLimit(2))));
        STAGES.put("upload-vendor-unknown-g2", plain);
        STAGES.put(
                "upload-forbidden-g2",
                plain.with(scene -> scene.header("Authorization", "Bearer " + scene.bearer("other-client"))));
        STAGES.put("upload-server-error-g2", plain.by(new FailingClock()));
        STAGES.put("status-all-well-g2", shipped);
        STAGES.put("status-all-well-g1", shipped);
        STAGES.put("status-progress-g2", plain.with(scene -> scene.started("upload", "t-101", Scene.CUSTOMER, "", A)));
        STAGES.put("status-duplicate-g2", twice);
        STAGES.put("status-duplicate-g1", twice);
        STAGES.put("status-invalid-g2", invalid);
        STAGES.put("status-invalid-g1", invalid);
        STAGES.put(
                "status-misprint-g2",
                invalid.speaking(Dialect.documented().with(Dialect.CODES, Dialect.CodeForm.MISPRINTED)));
        STAGES.put(
                "status-bare-g2",
                plain.in(Scene.world().withRejected(List.of(A)))
                        .speaking(Dialect.documented().with(Dialect.STATUS_FORM, Dialect.StatusForm.BARE))
                        .with(scene ->
                                scene.submit("delete", "t-110", Scene.CUSTOMER, ",\"orderNo\":\"Order123\"", A)));
        STAGES.put("status-list-g2", listed);
        STAGES.put("status-list-g1", listed);
        STAGES.put("status-unknown-empty-g2", shipped);
        STAGES.put(
                "status-unknown-code-g2",
                shipped.speaking(
                        Dialect.documented().with(Dialect.UNKNOWN_TRANSACTION, Dialect.UnknownTransaction.INVALID_ID)));
        STAGES.put("status-unknown-g1", shipped);
        STAGES.put("status-no-reseller-g1", shipped);
        STAGES.put(
                "status-transaction-error-g2",
                plain.speaking(Dialect.documented().with(Dialect.WRONG_CUSTOMER, Dialect.WrongCustomer.IN_TRANSACTION))
                        .with(scene -> scene.submit("upload", "t-113", "9", "", A)));
        STAGES.put("delete-ok-g1", shipped);
        STAGES.put("delete-ok-g2", shipped);
        STAGES.put("delete-upload-g1", shipped);
        STAGES.put("delete-upload-g2", shipped);
        STAGES.put("delete-both-g2", shipped);
        STAGES.put("delete-foreign-status-g2", foreign);
        STAGES.put("delete-foreign-status-g1", foreign);
        STAGES.put("devices-g2", phone);
        STAGES.put("devices-g1", phone);
        STAGES.put(
                "devices-no-serial-g2",
                phone.in(Scene.world()
                        .withPhones(List.of(new World.Phone(A, null, "350C5280000001", null, "SM-X000")))));
        STAGES.put(
                "devices-empty-g2",
                plain.in(settings(
                        World.Settings.standard().withPageSizeLimit(1_000_000).withUsualPageSize(1_000_000))));
        STAGES.put("devices-page-out-g2", shipped);
        STAGES.put("devices-page-out-g1", shipped);
        STAGES.put("customers-g2", plain);
        STAGES.put("customers-g1", plain);
        STAGES.put(
                "customers-empty-g2",
                plain.in(new World(
                        World.Settings.standard(),
                        List.of(Scene.account(Scene.RESELLER, "static-key-made-up", "client-made-up", 599)))));
        STAGES.put("customers-bad-reseller-g2", plain);
        STAGES.put("reseller-unknown-g2", plain);
        STAGES.put("aliases-g2", plain);
    }

    @Test
    void everyExchange_hasAStage() {
        assertThat(STAGES.keySet()).containsExactlyInAnyOrderElementsOf(EXCHANGES.keySet());
        assertThat(EXCHANGES).hasSize(58);
    }

    static Iterable<ContractExchange> exchanges() {
        return EXCHANGES.values();
    }

    @ParameterizedTest
    @MethodSource("exchanges")
    void request_isAnsweredAsTheContractSays(ContractExchange exchange) throws Exception {
        Stage stage = STAGES.get(exchange.id());
        Simulator simulator = SIMULATORS.computeIfAbsent(stage.house(), House::open);
        simulator.reset();
        simulator.dialect(stage.dialect());
        Scene scene = stage.preparation().prepare(new Scene(simulator));

        HttpResponse<String> answer = scene.send(exchange);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(exchange.status());
        assertThat(shaped(Trees.parse(answer.body()), ""))
                .as(answer.body())
                .isEqualTo(shaped(Trees.parse(exchange.answer()), ""));
    }

    @AfterAll
    static void close() {
        SIMULATORS.values().parallelStream().forEach(Simulator::close);
        SIMULATORS.clear();
    }

    /** A tree where each value that cannot be equal is the name of its shape, if it has that shape. */
    private static Object shaped(Object tree, String name) {
        if (tree instanceof Map<?, ?> fields) {
            Map<Object, Object> shaped = new LinkedHashMap<>();
            fields.forEach((field, value) -> shaped.put(field, shaped(value, String.valueOf(field))));
            return shaped;
        }
        if (tree instanceof List<?> elements) {
            List<Object> shaped = new ArrayList<>();
            elements.forEach(element -> shaped.add(shaped(element, name)));
            return shaped;
        }
        Pattern shape = SHAPES.get(name);
        boolean madeUp = String.valueOf(tree).endsWith("made-up");
        return shape != null && (madeUp || shape.matcher(String.valueOf(tree)).matches()) ? "a " + name : tree;
    }

    private static World shortLived() {
        return new World(
                World.Settings.standard(),
                List.of(Scene.account(Scene.RESELLER, "static-key-made-up", "client-made-up", 60)));
    }

    private static World settings(World.Settings settings) {
        return Scene.world().withSettings(settings);
    }

    private static Scene usedToken(Scene scene) throws IOException {
        scene.signedTokenRequest();
        assertThat(scene.send(EXCHANGES.get("auth-legacy-ok")).statusCode()).isEqualTo(200);
        return scene;
    }

    /** A simulator that several exchanges share. */
    private record House(World world, Clock clock) {
        Simulator open() {
            return Simulator.start(
                    SimulatorOptions.builder().world(world).clock(clock).build());
        }
    }

    /** Where an exchange happens, and what happens before it. */
    private record Stage(House house, Dialect dialect, Preparation preparation) {
        Stage(World world, Preparation preparation) {
            this(new House(world, Clock.fixed(TestWorlds.START, ZoneOffset.UTC)), Dialect.documented(), preparation);
        }

        Stage in(World world) {
            return new Stage(new House(world, house.clock()), dialect, preparation);
        }

        Stage speaking(Dialect other) {
            return new Stage(house, other, preparation);
        }

        Stage by(Clock clock) {
            return new Stage(new House(house.world(), clock), dialect, preparation);
        }

        Stage with(Preparation other) {
            return new Stage(house, dialect, other);
        }
    }

    @FunctionalInterface
    private interface Preparation {
        Scene prepare(Scene scene) throws IOException;
    }

    /** A clock that fails whoever accepts an upload: the only way into an internal error. */
    private static final class FailingClock extends Clock {
        @Override
        public Instant instant() {
            boolean accepting = StackWalker.getInstance()
                    .walk(frames -> frames.anyMatch(it -> it.getClassName().endsWith(".Submissions")));
            if (accepting) {
                throw new IllegalStateException("this clock fails on purpose");
            }
            return TestWorlds.START;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
