package io.github.kdpbridge.gateway.http;

/**
 * How much comes in at once.
 *
 * @param bodyLimit the most bytes of one body
 * @param budget the bytes of all bodies
 * @param places one for each request, from its head to the end of its answer
 * @param deadlines how long a sender may take
 */
record Intake(int bodyLimit, ByteBudget budget, Places places, ReceiveDeadlines deadlines) {}
