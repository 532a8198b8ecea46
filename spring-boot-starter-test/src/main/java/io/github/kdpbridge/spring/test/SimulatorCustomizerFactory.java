package io.github.kdpbridge.spring.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Adds the simulator to the contexts of tests that ask for it. */
final class SimulatorCustomizerFactory implements ContextCustomizerFactory {
    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return TestContextAnnotationUtils.hasAnnotation(testClass, AutoConfigureKdpSimulator.class)
                ? new SimulatorCustomizer(TestContextAnnotationUtils.hasAnnotation(testClass, KdpTest.class))
                : null;
    }
}
