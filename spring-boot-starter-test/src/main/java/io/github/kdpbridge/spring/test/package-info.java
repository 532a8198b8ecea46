/** Tests of Spring Boot applications against the simulator. */
@NullMarked
package io.github.kdpbridge.spring.test;

import org.jspecify.annotations.NullMarked;
