/**
 * Reads the long lists from their bytes, without the JSON parser: the identifiers of a caller's upload, and the devices of
 * the service's status. It is the only place that does so, and knows no field and no generation.
 *
 * <p>A list of thousands has elements of one simple form: texts without an escape and beyond ASCII nothing, whole numbers,
 * null. They are taken as they are, and equal neighbours become one string; an item that differs from the one before it in
 * its first text only is taken by that text. Anything else ends the scan, and Moshi goes on
 * from there, so the scan accepts no body that Moshi refuses.
 *
 * <p>What it is worth, measured in turns on JDK 17 with two cores:
 *
 * <table>
 * <caption>With the scan, and by Moshi alone</caption>
 * <tr><th></th><th>with</th><th>without</th></tr>
 * <tr><td>an upload of 100,000 devices through the OkHttp interceptor, processor time of the caller</td>
 *     <td>10.7 and 11.3 ms</td><td>15.0 and 15.1 ms</td></tr>
 * <tr><td>the same, allocated</td><td>3.2 MiB</td><td>11.6 MiB</td></tr>
 * <tr><td>statuses of 10,000 devices through the gateway, a second, as a share</td><td>1</td><td>0.67</td></tr>
 * <tr><td>a status of 10,000 devices through the gateway, processor time of all of it; without items in runs</td>
 *     <td>1.0 to 1.9 ms</td><td>2.3 to 3.6 ms</td></tr>
 * </table>
 *
 * <p>To measure it again: {@code bin/bench jmh ScaleBenchmark.upload -p devices=100000} and {@code bin/bench throughput}. {@code
 * AllocationTest} fails without it.
 */
@NullMarked
package io.github.kdpbridge.serviceclient.scan;

import org.jspecify.annotations.NullMarked;
