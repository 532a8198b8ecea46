package io.github.kdpbridge.simulator;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A {@link Simulator} for JUnit 5 tests.
 *
 * <pre>{@code
 * @RegisterExtension
 * KdpSimulator knox = KdpSimulator.create();
 * }</pre>
 *
 * <p>As an instance field, each test has a simulator of its own. As a static field, one simulator is started for the
 * class and {@linkplain Simulator#reset() reset} before each test, which is faster; its tests must not run in parallel.
 * Tests may take the {@link Simulator} as a parameter.
 *
 * <p>Outside of a test, the simulator and its URLs are an {@link IllegalStateException}.
 */
public final class KdpSimulator
        implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
    private final SimulatorOptions options;
    private @Nullable Simulator simulator;
    /** The unique id of the test or class that started the simulator, and ends it. */
    private @Nullable String owner;

    private KdpSimulator(SimulatorOptions options) {
        this.options = options;
    }

    /** {@return an extension with the default world} */
    public static KdpSimulator create() {
        return create(SimulatorOptions.builder().build());
    }

    /** {@return an extension with options} */
    public static KdpSimulator create(SimulatorOptions options) {
        return new KdpSimulator(requireNonNull(options, "options"));
    }

    /** {@return the running simulator} */
    public Simulator simulator() {
        Simulator running = simulator;
        if (running == null) {
            throw new IllegalStateException("the simulator runs only while a test does; is the extension registered?");
        }
        return running;
    }

    /** {@return the base URL of a Gen1 client, without a slash at the end} */
    public URI url() {
        return simulator().url();
    }

    /** {@return the base URL of a Gen2 client, without a slash at the end} */
    public URI gen2BaseUrl() {
        return url().resolve("/kcs/v1/rp");
    }

    /** {@return the URL where a Gen2 client gets access tokens for its signed tokens} */
    public URI tokenUrl() {
        return url().resolve("/ams/v1/users/accesstoken");
    }

    /** {@return the URL where a Gen2 client gets OAuth tokens} */
    public URI oauthTokenUrl() {
        return url().resolve("/ams/v1/oauth2/token");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        startUnlessRunning(context);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        Simulator running = simulator;
        if (running == null) {
            startUnlessRunning(context);
        } else {
            running.reset();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        stopIfStartedBy(context);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        stopIfStartedBy(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Simulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulator();
    }

    private void startUnlessRunning(ExtensionContext context) {
        if (simulator == null) {
            simulator = Simulator.start(options);
            owner = context.getUniqueId();
        }
    }

    private void stopIfStartedBy(ExtensionContext context) {
        Simulator running = simulator;
        if (running != null && context.getUniqueId().equals(owner)) {
            running.close();
            simulator = null;
            owner = null;
        }
    }
}
