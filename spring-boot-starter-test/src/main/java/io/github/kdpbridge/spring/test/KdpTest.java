package io.github.kdpbridge.spring.test;

import io.github.kdpbridge.spring.KdpAutoConfiguration;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTestContextBootstrapper;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * A test slice: the beans of kdp-bridge and nothing else of the application, on a simulator. Components are named by
 * {@code @Import}. {@link AutoConfigureKdpSimulator} says what the simulator has, and goes with {@code @SpringBootTest} for
 * tests of the whole application.
 *
 * <pre>{@code
 * @KdpTest
 * @Import(Orders.class)
 * class OrdersTest {
 *     @Autowired Orders orders;
 *     @Autowired Simulator knox;
 * }
 * }</pre>
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@BootstrapWith(SpringBootTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@AutoConfigureKdpSimulator
@ImportAutoConfiguration({KdpTestAutoConfiguration.class, KdpAutoConfiguration.class})
public @interface KdpTest {}
