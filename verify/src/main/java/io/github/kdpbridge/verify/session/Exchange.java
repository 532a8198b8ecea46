package io.github.kdpbridge.verify.session;

/**
 * A request and its last answer.
 *
 * @param request the request
 * @param answer the last answer
 * @param sent how often the request was sent: 1 unless it was repeated
 * @param settled false if the repeats timed out before an answer contained {@linkplain SessionRequest#until() the text}
 */
public record Exchange(SessionRequest request, Answer answer, int sent, boolean settled) {}
