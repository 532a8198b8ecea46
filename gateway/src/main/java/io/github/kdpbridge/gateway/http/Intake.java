package io.github.kdpbridge.gateway.http;

/**
 * The limits for incoming requests.
 *
 * @param bodyLimit the most bytes of one body
 * @param budget the memory for all bodies
 * @param places one for each request, from its head to the end of its answer
 * @param deadlines the deadlines for senders
 */
record Intake(int bodyLimit, ByteBudget budget, Places places, ReceiveDeadlines deadlines) {}
