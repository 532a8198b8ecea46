package io.github.kdpbridge.compattests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.kdpbridge.compattests.peer.BridgePeers;
import io.github.kdpbridge.gen2client.wire.Gen2Profile;
import io.github.kdpbridge.simulator.world.Dialect;
import io.github.kdpbridge.simulator.world.World;
import io.github.kdpbridge.testlogs.ExpectedLog;
import io.github.kdpbridge.verify.json.JsonTree;
import io.github.kdpbridge.verify.peer.SimulatedPeer;
import io.github.kdpbridge.verify.scenario.WorldNeeds;
import io.github.kdpbridge.verify.session.Answer;
import io.github.kdpbridge.verify.session.Header;
import io.github.kdpbridge.verify.session.SessionRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * The delete error that the vendor introduced in November 2020, "consistent with Gen1": 40000044 for a device that belongs
 * to another customer, and for one that this reseller never uploaded. Through every way in and under every dialect it is
 * one condition at one level, and the rest of the deletion is what it was.
 */
@ExpectedLog("this machine's clock differs from the service's by -?[0-9]+ s; going by the service's")
@ExpectedLog(
        "the service is otherwise than assumed \\((delete-error-level|device-fields|error-names|failed-only|one-page|status-filter)\\): .*")
@ExpectedLog("reseller [0-9]+: it is assumed that identifiers come back as they were sent; seen: .*")
@ExpectedLog(
        "customers page 0 got no answer: the connection to .* broke: unexpected end of stream on .*; once more in [0-9]+ ms")
@Tag("one-jdk")
class DeleteErrorTest {
    private static final int CODE = 40000044;
    private static final String NAME = "RESELLER_CUSTOMER_DEVICE_NOT_FOUND";
    private static final String CUSTOMER = "1200000321";
    private static final String OTHER_CUSTOMER = "1200000322";

    private static final List<SimulatedPeer> PEERS = List.of(
            SimulatedPeer.generation1(World.standard()),
            BridgePeers.gateway(World.standard(), Gen2Profile.standard()),
            SimulatedPeer.gateway(World.standard()),
            BridgePeers.gateway(
                    World.standard(), Gen2Profile.builder().deviceLimit(2).build()),
            BridgePeers.interceptor(World.standard()),
            BridgePeers.typed(World.standard()));

    /** A kind of identifier: three devices, of which the first two are uploaded. */
    private record Kind(String type, String field, String own, String others, String unknown) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("IMEI", "imei", "351800000000701", "351800000000719", "351800000000727"),
            new Kind("MEID", "meid", "A0000000002F3C", "A0000000002F3D", "A0000000002F3E"),
            new Kind("SN", "serialNumber", "R58M0000001", "R58M0000002", "R58M0000003"));

    private static int runs;

    @AfterAll
    static void close() {
        PEERS.forEach(SimulatedPeer::close);
    }

    @TestFactory
    Stream<DynamicContainer> foreignDevice_failsWith40000044AndNothingElseChanges() {
        List<Dialect> dialects = Stream.concat(Stream.of(Dialect.documented()), Dialects.pairwise().stream())
                .toList();
        return PEERS.stream()
                .map(peer -> dynamicContainer(
                        peer.name(),
                        dialects.stream()
                                .map(dialect -> dynamicTest(dialect.toString(), () -> new Run(peer, dialect).all()))));
    }

    /** A peer under a dialect, with transaction ids of its own. */
    private static final class Run {
        private final SimulatedPeer peer;
        private final Dialect dialect;
        private String mark = "";

        Run(SimulatedPeer peer, Dialect dialect) {
            this.peer = peer;
            this.dialect = dialect;
        }

        void all() {
            for (Kind kind : KINDS) {
                for (String vendor : new String[] {null, "7850000063"}) {
                    prepare();
                    alone(kind, vendor);
                    prepare();
                    mixed(kind, vendor);
                    prepare();
                    twice(kind, vendor);
                    prepare();
                    byUpload(kind, vendor);
                }
            }
        }

        private void prepare() {
            peer.prepare(WorldNeeds.none().with(dialect));
            mark = "-" + ++runs;
        }

        /** By each of the two sentences, alone. */
        private void alone(Kind kind, @Nullable String vendor) {
            upload("PO-2", OTHER_CUSTOMER, vendor, kind, kind.others());

            fails(kind, delete("D-1", vendor, kind, kind.others()), "D-1", kind.others());
            fails(kind, delete("D-2", vendor, kind, kind.unknown()), "D-2", kind.unknown());
        }

        /** Beside a good device, which goes, unless the service refuses the whole deletion. */
        private void mixed(Kind kind, @Nullable String vendor) {
            upload("PO-1", CUSTOMER, vendor, kind, kind.own());
            upload("PO-2", OTHER_CUSTOMER, vendor, kind, kind.others());

            Answer answer = delete("D-1", vendor, kind, kind.others(), kind.own(), kind.unknown());

            if (refusesWhole()) {
                assertRefused(answer);
                assertThat(devices()).hasSize(2);
            } else {
                assertThat(outcomes("D-1"))
                        .containsExactly(
                                failure(kind, kind.others()), good(kind, kind.own()), failure(kind, kind.unknown()));
                assertThat(devices()).hasSize(1);
            }
        }

        /** Deleted twice, and again after a new upload. */
        private void twice(Kind kind, @Nullable String vendor) {
            upload("PO-1", CUSTOMER, vendor, kind, kind.own());
            delete("D-1", vendor, kind, kind.own());

            fails(kind, delete("D-2", vendor, kind, kind.own()), "D-2", kind.own());

            upload("PO-2", CUSTOMER, vendor, kind, kind.own());
            delete("D-3", vendor, kind, kind.own());
            assertThat(outcomes("D-3")).containsExactly(good(kind, kind.own()));
            assertThat(devices()).isEmpty();
        }

        /** By the upload, with the wrong customer: each device that it holds fails. */
        private void byUpload(Kind kind, @Nullable String vendor) {
            upload("PO-1", CUSTOMER, vendor, kind, kind.own(), kind.others(), kind.unknown());
            // An upload in parts is taken back by its devices, once it is known which of them it registered.
            peer.pass(dialect.get(Dialect.STATUS_LAG));

            Answer answer = send(
                    "PUT",
                    "/delete",
                    "{\"transactionId\":\"D-1%s\",\"resellerId\":\"4680000925\",\"customerId\":\"%s\",%s\"removeTransactionId\":\"PO-1%s\"}"
                            .formatted(mark, OTHER_CUSTOMER, vendorField(vendor), mark));

            if (refusesWhole()) {
                assertRefused(answer);
            } else {
                assertThat(outcomes("D-1"))
                        .containsExactly(
                                failure(kind, kind.own()), failure(kind, kind.others()), failure(kind, kind.unknown()));
            }
            assertThat(devices()).hasSize(3);
        }

        private boolean refusesWhole() {
            return dialect.get(Dialect.FOREIGN_DEVICE_LEVEL) == Dialect.ErrorLevel.REQUEST;
        }

        private void fails(Kind kind, Answer answer, String transaction, String device) {
            if (refusesWhole()) {
                assertRefused(answer);
            } else {
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(outcomes(transaction)).containsExactly(failure(kind, device));
            }
        }

        private static void assertRefused(Answer answer) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body())
                    .contains("\"state\":\"Rejected\"", "\"code\":" + CODE, "\"message\":\"" + NAME + "\"");
        }

        private static JsonTree good(Kind kind, String device) {
            return json("{\"%s\":\"%s\"}".formatted(kind.field(), device));
        }

        private static JsonTree failure(Kind kind, String device) {
            return json("{\"%s\":\"%s\",\"code\":%d,\"message\":\"%s\",\"data\":\"%s\"}"
                    .formatted(
                            kind.field(),
                            device,
                            CODE,
                            NAME,
                            "This device {" + device + "} does not exist for current customer and reseller."));
        }

        private static JsonTree json(String text) {
            return JsonTree.parse(text).orElseThrow();
        }

        private void upload(String transaction, String customer, @Nullable String vendor, Kind kind, String... ids) {
            Answer answer = write("", transaction, customer, vendor, kind, ids);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        }

        private Answer delete(String transaction, @Nullable String vendor, Kind kind, String... ids) {
            return write("/delete", transaction, CUSTOMER, vendor, kind, ids);
        }

        private Answer write(
                String path, String transaction, String customer, @Nullable String vendor, Kind kind, String... ids) {
            return send(
                    "PUT",
                    path,
                    "{\"transactionId\":\"%s%s\",\"resellerId\":\"4680000925\",\"customerId\":\"%s\",%s\"devices\":{\"type\":\"%s\",\"list\":[\"%s\"]}}"
                            .formatted(
                                    transaction,
                                    mark,
                                    customer,
                                    vendorField(vendor),
                                    kind.type(),
                                    String.join("\",\"", ids)));
        }

        private static String vendorField(@Nullable String vendor) {
            return vendor == null ? "" : "\"vendorId\":\"" + vendor + "\",";
        }

        private List<JsonTree> outcomes(String transaction) {
            peer.pass(dialect.get(Dialect.STATUS_LAG));
            Answer answer = send("GET", "/status?resellerId=4680000925&transactionId=" + transaction + mark, null);
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            JsonTree.ObjectNode page = (JsonTree.ObjectNode) json(answer.body());
            JsonTree.ArrayNode transactions = (JsonTree.ArrayNode) page.fields().get("transactions");
            JsonTree.ObjectNode only =
                    (JsonTree.ObjectNode) transactions.items().get(0);
            assertThat(only.fields().get("state")).isEqualTo(new JsonTree.TextNode("Complete"));
            return ((JsonTree.ArrayNode) only.fields().get("devices")).items();
        }

        private List<String> devices() {
            return peer.portal().orElseThrow();
        }

        private Answer send(String method, String path, @Nullable String body) {
            return peer.send(new SessionRequest(
                    method + " " + path,
                    1,
                    method,
                    "/bulkenroll/v1/reseller/devices" + path,
                    List.of(
                            new Header("X-WSM-API-TOKEN", "sim-gen1-key"),
                            new Header("Content-Type", "application/json")),
                    body,
                    null,
                    List.of()));
        }
    }
}
