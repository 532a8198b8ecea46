/**
 * The clients of kdp-bridge as beans of a Spring Boot application, version 3.5 or 4, and what an application may add to them.
 */
@NullMarked
package io.github.kdpbridge.spring;

import org.jspecify.annotations.NullMarked;
