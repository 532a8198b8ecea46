/** The migration as operators reach it: questions and acts by account, without a transport. */
@NullMarked
package io.github.kdpbridge.gateway.admin;

import org.jspecify.annotations.NullMarked;
