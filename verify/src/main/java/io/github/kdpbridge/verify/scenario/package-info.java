/** What an integration of generation 1 does, and what must come of it, as files that anybody can read and add to. */
@NullMarked
package io.github.kdpbridge.verify.scenario;

import org.jspecify.annotations.NullMarked;
