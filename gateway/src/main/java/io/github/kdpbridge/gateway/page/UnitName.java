package io.github.kdpbridge.gateway.page;

/**
 * A unit as it is named.
 *
 * @param text kind and label: {@code customer 1200000321}
 * @param label its label
 * @param id no other unit has it
 * @param address the address of its screen
 * @param isAccount whether it stands for the calls of an account that name no customer
 */
public record UnitName(String text, String label, String id, String address, boolean isAccount) {}
