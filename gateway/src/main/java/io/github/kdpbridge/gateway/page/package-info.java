/** The operator's page of a migration: its screens, as HTML. It knows no HTTP but status and path. */
@NullMarked
package io.github.kdpbridge.gateway.page;

import org.jspecify.annotations.NullMarked;
