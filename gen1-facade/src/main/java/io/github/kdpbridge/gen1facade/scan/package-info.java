/**
 * Reads the identifiers of a request from its bytes, without the JSON parser; the only place that does so.
 *
 * <p>A parser creates a string for each identifier. Here the bytes are copied into {@link
 * io.github.kdpbridge.core.Identifiers} as they are, because an identifier has no escape and nothing beyond ASCII. Anything
 * else ends the scan, and Moshi goes on from there, so the scan accepts no body that Moshi refuses.
 *
 * <p>An upload of 100,000 devices through the OkHttp interceptor, measured in turns on JDK 17, two turns each:
 *
 * <table>
 * <caption>What the scan is worth</caption>
 * <tr><th></th><th>processor time of the calling thread</th><th>allocated</th></tr>
 * <tr><td>with the scan</td><td>10.7 and 11.3 ms</td><td>3.2 MiB</td></tr>
 * <tr><td>by Moshi alone</td><td>15.0 and 15.1 ms</td><td>11.6 MiB</td></tr>
 * </table>
 *
 * <p>To measure it again: {@code bin/bench jmh ScaleBenchmark.upload -p devices=100000}. {@code AllocationTest} fails
 * without it. There is no other scan, of the service's answers for example, because none is worth 20% of a figure of
 * {@code docs/performance.md}.
 */
@NullMarked
package io.github.kdpbridge.gen1facade.scan;

import org.jspecify.annotations.NullMarked;
