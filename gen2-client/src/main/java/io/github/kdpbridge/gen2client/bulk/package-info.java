/** Uploads of any number of devices, cut into requests that the service takes. */
@NullMarked
package io.github.kdpbridge.gen2client.bulk;

import org.jspecify.annotations.NullMarked;
