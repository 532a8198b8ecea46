/**
 * Where the tokens of generation 2 come from, and how long each is used.
 *
 * <p><img src="doc-files/token.svg" alt="Credentials become a token, which all calls share and which is renewed ahead of its end.">
 *
 * <p>{@link io.github.kdpbridge.gen2client.token.TokenSource} has the two kinds that are documented. No message and no log line
 * holds a key, a secret or a token.
 */
@NullMarked
package io.github.kdpbridge.gen2client.token;

import org.jspecify.annotations.NullMarked;
