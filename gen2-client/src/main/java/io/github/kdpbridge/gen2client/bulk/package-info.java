/**
 * Uploads of any number of devices, cut into requests of a size that the service accepts.
 *
 * <p><img src="doc-files/bulk.svg" alt="A stream of devices is cut into requests, several of which are at the service at a time, and each has an outcome.">
 *
 * <p>{@link io.github.kdpbridge.gen2client.bulk.BulkUploader} reads devices as fast as it sends them. A request that fails is
 * reported and not thrown; the same call again sends what is missing.
 */
@NullMarked
package io.github.kdpbridge.gen2client.bulk;

import org.jspecify.annotations.NullMarked;
