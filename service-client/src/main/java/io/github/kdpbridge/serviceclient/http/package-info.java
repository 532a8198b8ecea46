/**
 * One HTTP request and its answer: sent once, within its deadline, and read up to a limit. It serves the clients of the
 * service and may change in any release.
 */
@NullMarked
package io.github.kdpbridge.serviceclient.http;

import org.jspecify.annotations.NullMarked;
