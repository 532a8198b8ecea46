/**
 * Inputs that nobody thought of: whatever comes, an answer has the right shape and nothing but the declared errors is
 * thrown. The inputs of {@code src/test/resources} run with every build; {@code -Pfuzz} looks for more.
 */
package io.github.kdpbridge.compattests.fuzz;
