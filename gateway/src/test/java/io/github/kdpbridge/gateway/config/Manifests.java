package io.github.kdpbridge.gateway.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.google.common.collect.ImmutableMap;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Reads manifests of Kubernetes as strictly as its server: each field must be known, and of its type. */
final class Manifests {
    private static final Map<String, Class<? extends HasMetadata>> KINDS =
            ImmutableMap.<String, Class<? extends HasMetadata>>builder()
                    .put("ConfigMap", ConfigMap.class)
                    .put("Deployment", Deployment.class)
                    .put("NetworkPolicy", NetworkPolicy.class)
                    .put("PodDisruptionBudget", PodDisruptionBudget.class)
                    .put("Secret", Secret.class)
                    .put("Service", Service.class)
                    .put("StatefulSet", StatefulSet.class)
                    .buildOrThrow();
    private static final ObjectMapper STRICT = strict();

    private Manifests() {}

    private static ObjectMapper strict() {
        ObjectMapper mapper = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
        // The model's classes would keep unknown fields.
        return mapper.setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
            private static final long serialVersionUID = 1;

            @Override
            public Boolean hasAnySetter(Annotated member) {
                return false;
            }
        });
    }

    /** Returns the documents of a file. */
    static List<JsonNode> read(Path file) throws IOException {
        try (var documents = new YAMLMapper().readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            return documents.readAll();
        }
    }

    /** Returns a value in JSON. */
    static JsonNode value(String json) throws JsonProcessingException {
        return STRICT.readTree(json);
    }

    /**
     * Returns a document as what it says it is.
     *
     * @throws JsonProcessingException if a field is not known, or its value is of another type
     * @throws IllegalArgumentException if there is no such kind, or not in this version
     */
    static HasMetadata checked(JsonNode document) throws JsonProcessingException {
        String kind = document.path("kind").asText();
        Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) {
            throw new IllegalArgumentException(kind + " is no known kind: " + KINDS.keySet());
        }
        String version = HasMetadata.getApiVersion(type);
        if (!document.path("apiVersion").asText().equals(version)) {
            throw new IllegalArgumentException("%s is not the version of a %s: %s"
                    .formatted(document.path("apiVersion").asText(), kind, version));
        }
        return STRICT.treeToValue(document, type);
    }
}
