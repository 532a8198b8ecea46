package io.github.kdpbridge.recipes;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openrewrite.Option;
import org.openrewrite.Recipe;
import org.openrewrite.Validated;

/** Puts code of generation 1 on the bridge: on a gateway by its URL, or on the interceptor in the process. */
public final class ToBridge extends Recipe {
    @Option(
            displayName = "Gateway URL",
            description = "Where a gateway is; see ToGateway. Set this or program.",
            required = false,
            example = "https://kdp-gateway.example")
    private final @Nullable String gatewayUrl;

    @Option(
            displayName = "Program",
            description = "The program that answers in the process; see AddInterceptor. Set this or gatewayUrl.",
            required = false,
            example = "com.example.Kdp.program()")
    private final @Nullable String program;

    @Option(
            displayName = "Version",
            description = "With program: the version of kdp-bridge that pom.xml gets.",
            required = false,
            example = "0.2.0")
    private final @Nullable String version;

    /** Creates the recipe. */
    @JsonCreator
    public ToBridge(
            @JsonProperty("gatewayUrl") @Nullable String gatewayUrl,
            @JsonProperty("program") @Nullable String program,
            @JsonProperty("version") @Nullable String version) {
        this.gatewayUrl = gatewayUrl;
        this.program = program;
        this.version = version;
    }

    /** Returns where the gateway is; null in the process. */
    public @Nullable String getGatewayUrl() {
        return gatewayUrl;
    }

    /** Returns the program that answers in the process; null with a gateway. */
    public @Nullable String getProgram() {
        return program;
    }

    /** Returns the version that pom.xml gets; null with a gateway. */
    public @Nullable String getVersion() {
        return version;
    }

    @Override
    public String getDisplayName() {
        return "From generation 1 to the bridge";
    }

    @Override
    public String getDescription() {
        return "With `gatewayUrl`, replaces the base URLs of generation 1; with `program` and `version`, adds the interceptor to"
                + " the OkHttp clients that call it.";
    }

    @Override
    public Validated<Object> validate() {
        boolean gateway = gatewayUrl != null && program == null;
        boolean process = gatewayUrl == null && program != null && version != null;
        return super.validate()
                .and(Validated.test(
                        "gatewayUrl",
                        "set either gatewayUrl, or program and version",
                        gatewayUrl,
                        ignored -> gateway || process));
    }

    @Override
    public List<Recipe> getRecipeList() {
        if (gatewayUrl != null) {
            return List.of(new ToGateway(gatewayUrl));
        }
        return program == null || version == null ? List.of() : List.of(new AddInterceptor(program, version));
    }
}
