package io.github.kdpbridge.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Splitter;
import com.google.common.collect.Streams;
import com.google.common.net.HostAndPort;
import io.github.kdpbridge.gateway.Calls;
import io.github.kdpbridge.gateway.Gateway;
import io.github.kdpbridge.gateway.TestCertificates;
import io.github.kdpbridge.gateway.ledger.LedgerStore;
import io.github.kdpbridge.simulator.KdpSimulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests of examples/deploy/kubernetes: good for Kubernetes, for the gateway, and for each other. */
@Tag("one-jdk")
class KubernetesExampleTest {
    private static final Path EXAMPLE = Path.of("../examples/deploy/kubernetes");
    /** A configuration is refused where the folder is not there. */
    private static final String LEDGER_FOLDER = "/var/lib/kdp-bridge";

    private static final Duration GATEWAYS_OWN = Duration.ofSeconds(30);
    private static final Pattern PATH_OF_A_SHELL = Pattern.compile("GET (/\\S+) ");

    @RegisterExtension
    final KdpSimulator knox = KdpSimulator.create();

    @TempDir
    private Path folder;

    private static List<JsonNode> documents(String name) throws IOException {
        return Manifests.read(EXAMPLE.resolve(name));
    }

    private static JsonNode document(String name, String kind) throws IOException {
        return documents(name).stream()
                .filter(each -> each.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the workload of a file: what makes pods. */
    private static JsonNode workload(String name) throws IOException {
        return document(name, name.equals("sidecar.yaml") ? "StatefulSet" : "Deployment");
    }

    private static JsonNode pod(String name) throws IOException {
        return workload(name).path("spec").path("template").path("spec");
    }

    private static JsonNode gateway(String name) throws IOException {
        return containers(pod(name))
                .filter(each -> each.path("name").asText().equals("gateway"))
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonNode> containers(JsonNode pod) {
        return Stream.of("initContainers", "containers").flatMap(kind -> Streams.stream(pod.path(kind)));
    }

    private static Set<String> texts(Iterable<JsonNode> nodes, String field) {
        return Streams.stream(nodes)
                .map(each -> each.path(field).asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> named(JsonNode node, String field) {
        return node.findValues(field).stream()
                .map(each -> each.isObject() ? each.path("name").asText() : each.asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.yaml", "sidecar.yaml", "secrets.example.yaml"})
    void eachDocument_isOfTheKindThatItSays(String name) throws Exception {
        List<JsonNode> documents = documents(name);

        assertThat(documents).hasSizeGreaterThan(1);
        for (JsonNode document : documents) {
            assertThat(Manifests.checked(document).getMetadata().getName()).isNotBlank();
        }
    }

    /** The check of the other tests itself. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/spec; replica; 2; Unrecognized field \"replica\"",
                "/spec; replicas; '\"2\"'; Cannot coerce String value (\"2\")",
                "/spec/template/spec; terminationGracePeriod; 45; Unrecognized field \"terminationGracePeriod\"",
                "/spec/template/spec/containers/0; image; 17; Cannot coerce Integer value (17)",
                "/spec/template/spec/containers/0; ports; '{}'; Cannot deserialize value of type `java.util.ArrayList",
                "/spec/template/spec/containers/0/livenessProbe; httpget; '{}'; Unrecognized field \"httpget\"",
                "/spec/template/spec/containers/0/securityContext; readOnlyRootFilesystem; '\"true\"'; Cannot coerce String",
                "/spec/template/spec/volumes/0/projected/sources/0; configmap; '{}'; Unrecognized field \"configmap\"",
                "/metadata; labels; '[]'; Cannot deserialize value of type `java.util.LinkedHashMap",
                "''; apiVersion; '\"apps/v1beta1\"'; apps/v1beta1 is not the version of a Deployment: apps/v1",
            })
    void misspeltFieldOrWrongType_isFound(String parent, String field, String value, String message) throws Exception {
        JsonNode deployment = workload("gateway.yaml");
        ((ObjectNode) deployment.at(parent)).set(field, Manifests.value(value));

        assertThatThrownBy(() -> Manifests.checked(deployment)).hasMessageContaining(message);
    }

    private GatewayConfig configuration(String name) throws IOException {
        TestCertificates.writePem(folder.resolve("tls.crt"), folder.resolve("tls.key"));
        Path file = Files.writeString(
                folder.resolve("gateway.conf"),
                document(name, "ConfigMap")
                        .at("/data/gateway.conf")
                        .asText()
                        .replace(LEDGER_FOLDER, folder.toString()));
        Map<String, String> variables = new HashMap<>();
        Set<String> referred = named(gateway(name), "secretRef");
        for (JsonNode secret : documents("secrets.example.yaml")) {
            if (referred.contains(secret.path("metadata").path("name").asText())) {
                secret.path("stringData")
                        .properties()
                        .forEach(each ->
                                variables.put(each.getKey(), each.getValue().asText()));
            }
        }
        return ConfigReader.read(file, variables);
    }

    @Test
    void configurationAndSecretsOfTheDeployment_areTakenByTheGateway() throws Exception {
        GatewayConfig config = configuration("gateway.yaml");

        assertThat(config.listen()).isEqualTo(HostAndPort.fromParts("0.0.0.0", port("callers")));
        assertThat(config.admin()).contains(HostAndPort.fromParts("0.0.0.0", port("admin")));
        assertThat(config.tls()).isPresent();
        assertThat(config.ledgerStore()).get().isInstanceOf(LedgerStore.Postgresql.class);
        assertThat(config.accounts()).hasSize(1);
    }

    private static int port(String name) throws IOException {
        return Streams.stream(gateway("gateway.yaml").path("ports"))
                .filter(port -> port.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow()
                .path("containerPort")
                .asInt();
    }

    @Test
    void configurationAndSecretsOfTheSidecar_areTakenByTheGateway() throws Exception {
        GatewayConfig config = configuration("sidecar.yaml");

        assertThat(config.listen()).isEqualTo(HostAndPort.fromParts("127.0.0.1", 8080));
        assertThat(config.admin()).contains(HostAndPort.fromParts("127.0.0.1", 8081));
        assertThat(config.ledgerStore()).contains(new LedgerStore.SqliteFile(folder.resolve("ledger.db")));
        assertThat(named(gateway("sidecar.yaml"), "mountPath")).contains(LEDGER_FOLDER, "/etc/kdp-bridge", "/tmp");
        assertThat(pod("sidecar.yaml").at("/containers/0/env/0/value").asText()).isEqualTo("http://" + config.listen());
        assertThat(shellCommands(config.admin().orElseThrow())).hasSize(3);
    }

    /** Returns the probes that ask an address. */
    private static List<String> shellCommands(HostAndPort admin) throws IOException {
        return gateway("sidecar.yaml").findValues("command").stream()
                .map(command -> command.path(2).asText())
                .filter(command -> command.contains("/dev/tcp/" + admin.getHost() + "/" + admin.getPort()))
                .toList();
    }

    @Test
    void portsOfTheDeployment_agree() throws Exception {
        Set<String> names = texts(gateway("gateway.yaml").path("ports"), "name");

        assertThat(texts(document("gateway.yaml", "Service").path("spec").path("ports"), "targetPort"))
                .containsExactly("callers");
        assertThat(gateway("gateway.yaml").findValues("httpGet"))
                .hasSize(3)
                .allSatisfy(probe -> assertThat(probe.path("port").asText()).isEqualTo("admin"));
        assertThat(document("gateway.yaml", "NetworkPolicy").findValues("port").stream()
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet()))
                .isEqualTo(names);
    }

    /** By the address of the pod, as the node's kubelet does. */
    @Test
    void probes_areAnswered() throws Exception {
        List<String> paths = new ArrayList<>();
        gateway("gateway.yaml")
                .findValues("httpGet")
                .forEach(probe -> paths.add(probe.path("path").asText()));
        for (String command : shellCommands(HostAndPort.fromParts("127.0.0.1", 8081))) {
            PATH_OF_A_SHELL.matcher(command).results().forEach(found -> paths.add(found.group(1)));
        }
        GatewayConfig config = Calls.config(knox)
                .admin(HostAndPort.fromParts("127.0.0.1", 0))
                .ledger(new LedgerStore.SqliteFile(folder.resolve("ledger.db")))
                .build();

        assertThat(paths).hasSize(6);
        try (Gateway gateway = Gateway.start(config)) {
            gateway.ready().toCompletableFuture().join();
            URI admin = gateway.adminUrl().orElseThrow();
            OkHttpClient kubelet = new OkHttpClient();
            for (String path : paths) {
                Request request = new Request.Builder()
                        .url(admin.resolve(path).toString())
                        .header("Host", "10.244.1.17:8081")
                        .build();
                try (Response response = kubelet.newCall(request).execute()) {
                    assertThat(response.code()).as(path).isEqualTo(200);
                }
            }
            kubelet.connectionPool().evictAll();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.yaml", "sidecar.yaml"})
    void namesOfSecretsConfigurationsAndVolumes_areThere(String name) throws Exception {
        Set<String> secrets = new TreeSet<>();
        documents("secrets.example.yaml")
                .forEach(each -> secrets.add(each.at("/metadata/name").asText()));
        JsonNode pod = pod(name);
        Set<String> volumes = texts(pod.path("volumes"), "name");
        workload(name)
                .at("/spec/volumeClaimTemplates")
                .forEach(claim -> volumes.add(claim.at("/metadata/name").asText()));

        assertThat(secrets).containsAll(named(pod, "secretRef")).containsAll(named(pod, "secret"));
        assertThat(named(pod, "configMap"))
                .containsExactly(
                        document(name, "ConfigMap").at("/metadata/name").asText());
        assertThat(texts(gateway(name).path("volumeMounts"), "name")).isEqualTo(volumes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.yaml", "sidecar.yaml"})
    void selectors_findThePods(String name) throws Exception {
        JsonNode labels = workload(name).at("/spec/template/metadata/labels");
        List<JsonNode> selectors = new ArrayList<>();
        for (JsonNode document : documents(name)) {
            JsonNode spec = document.path("spec");
            selectors.addAll(Stream.of(spec.at("/selector/matchLabels"), spec.at("/podSelector/matchLabels"))
                    .filter(JsonNode::isObject)
                    .toList());
            if (document.path("kind").asText().equals("Service")) {
                selectors.add(spec.path("selector"));
            }
            spec.findValues("labelSelector").forEach(each -> selectors.add(each.path("matchLabels")));
        }

        assertThat(selectors)
                .hasSize(name.equals("gateway.yaml") ? 5 : 1)
                .allSatisfy(selector -> assertThat(selector).isEqualTo(labels));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.yaml", "sidecar.yaml"})
    void container_hasNoRights_andTimeToStop(String name) throws Exception {
        JsonNode pod = pod(name);
        JsonNode context = gateway(name).path("securityContext");
        List<String> pause = Streams.stream(gateway(name).at("/lifecycle/preStop/exec/command"))
                .map(JsonNode::asText)
                .toList();
        Duration before = pause.isEmpty() ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(pause.get(1)));

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(context.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(Duration.ofSeconds(pod.path("terminationGracePeriodSeconds").asLong()))
                .isGreaterThan(GATEWAYS_OWN.plus(before));
    }

    @Test
    void secrets_areNone() throws Exception {
        for (JsonNode secret : documents("secrets.example.yaml")) {
            assertThat(secret.path("stringData").properties())
                    .allSatisfy(each -> assertThat(each.getValue().asText())
                            .as(each.getKey())
                            .matches("change-me|jdbc:postgresql://[^@]*\\.example:.*"));
        }
        assertThat(document("gateway.yaml", "ConfigMap").toString()).doesNotContainIgnoringCase("password");
    }

    /** In the projected folder beside gateway.conf. */
    @Test
    void filesOfTheCertificate_areInItsSecret() throws Exception {
        Set<String> keys = documents("secrets.example.yaml").stream()
                .filter(each -> each.path("type").asText().equals("kubernetes.io/tls"))
                .flatMap(each -> Streams.stream(each.path("stringData").fieldNames()))
                .collect(Collectors.toCollection(TreeSet::new));
        String conf =
                document("gateway.yaml", "ConfigMap").at("/data/gateway.conf").asText();

        assertThat(keys).containsExactly("tls.crt", "tls.key");
        assertThat(Splitter.on('"').split(conf)).containsAll(keys);
    }
}
