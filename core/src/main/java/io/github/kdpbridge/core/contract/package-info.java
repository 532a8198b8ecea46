/** What is assumed of the service, and how real traffic shows that it is otherwise. */
@NullMarked
package io.github.kdpbridge.core.contract;

import org.jspecify.annotations.NullMarked;
