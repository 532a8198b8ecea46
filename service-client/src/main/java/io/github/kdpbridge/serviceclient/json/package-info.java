/**
 * JSON of the service, read without loss and in one pass. It serves the clients of the service and may change in any
 * release.
 */
@NullMarked
package io.github.kdpbridge.serviceclient.json;

import org.jspecify.annotations.NullMarked;
