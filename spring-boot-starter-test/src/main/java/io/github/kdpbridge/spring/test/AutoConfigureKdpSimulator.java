package io.github.kdpbridge.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Starts the simulator for a test with an application context, {@code @SpringBootTest} for example, and points
 * {@code kdp.resellers} to it: the URL and the credentials of each configured reseller, or those of one called {@code shop}
 * if there is none. The {@link io.github.kdpbridge.simulator.Simulator} is a bean. It forgets everything before each test,
 * and so does the ledger unless it is {@code jdbc}.
 *
 * <p>Each reseller has the customers of the simulator's default world: 1200000321 and 1200000322.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
public @interface AutoConfigureKdpSimulator {}
