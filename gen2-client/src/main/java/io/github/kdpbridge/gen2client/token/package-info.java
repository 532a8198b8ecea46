/** Where the tokens of generation 2 come from, and how long each is used. */
@NullMarked
package io.github.kdpbridge.gen2client.token;

import org.jspecify.annotations.NullMarked;
