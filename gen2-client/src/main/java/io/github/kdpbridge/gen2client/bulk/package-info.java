/** Uploads of any number of devices, cut into requests of a size that the service accepts. */
@NullMarked
package io.github.kdpbridge.gen2client.bulk;

import org.jspecify.annotations.NullMarked;
