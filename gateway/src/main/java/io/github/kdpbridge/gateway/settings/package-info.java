/** The settings of a configuration file and the environment, read one by one, with a message for each mistake. */
@NullMarked
package io.github.kdpbridge.gateway.settings;

import org.jspecify.annotations.NullMarked;
