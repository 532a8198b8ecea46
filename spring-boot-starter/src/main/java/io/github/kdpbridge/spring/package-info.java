/**
 * The clients of kdp-bridge as beans of a Spring Boot application, version 3.5 or 4, and what an application may add to them.
 *
 * <p><img src="doc-files/beans.svg" alt="The properties of each reseller become its beans: the client, the program with the ledger, and generation 1.">
 *
 * <p>The beans come from {@link io.github.kdpbridge.spring.KdpAutoConfiguration}. An application adds a {@link
 * io.github.kdpbridge.spring.Gen2ClientCustomizer} to change a client, and gives the {@code OkHttpClient} of old code to a {@link
 * io.github.kdpbridge.spring.Gen1OkHttpCustomizer}.
 */
@NullMarked
package io.github.kdpbridge.spring;

import org.jspecify.annotations.NullMarked;
