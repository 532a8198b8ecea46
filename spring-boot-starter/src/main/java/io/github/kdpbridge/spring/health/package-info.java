/** The health indicator {@code kdp}, once for each major version of Spring Boot: its types have moved. */
@NullMarked
package io.github.kdpbridge.spring.health;

import org.jspecify.annotations.NullMarked;
