package io.github.kdpbridge.spring.test;

import io.github.kdpbridge.simulator.Simulator;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.TestExecutionListener;

/** Empties the simulator and the ledger before each test, because tests share a context. Clients keep their tokens. */
final class SimulatorResetListener implements TestExecutionListener {
    @Override
    public void beforeTestMethod(TestContext test) {
        if (TestContextAnnotationUtils.hasAnnotation(test.getTestClass(), AutoConfigureKdpSimulator.class)) {
            ApplicationContext context = test.getApplicationContext();
            context.getBean(SimulatorCustomizer.BEAN, Simulator.class).resetPortal();
            context.getBeanProvider(ForgetfulLedger.class).forEach(ForgetfulLedger::forgetAll);
        }
    }
}
