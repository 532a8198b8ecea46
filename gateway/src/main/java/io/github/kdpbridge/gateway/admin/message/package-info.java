/** The requests and answers of the operators' interface, as JSON. */
@NullMarked
package io.github.kdpbridge.gateway.admin.message;

import org.jspecify.annotations.NullMarked;
