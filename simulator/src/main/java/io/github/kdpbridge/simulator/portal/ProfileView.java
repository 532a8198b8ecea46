package io.github.kdpbridge.simulator.portal;

/**
 * A KME profile of a customer.
 *
 * @param profileId the portal's own name for it: 24 hexadecimal digits, the same in every run
 */
public record ProfileView(String alias, String profileId) {}
