/** How ready an account's units are, as a page or a table. */
@NullMarked
package io.github.kdpbridge.gateway.admin.report;

import org.jspecify.annotations.NullMarked;
