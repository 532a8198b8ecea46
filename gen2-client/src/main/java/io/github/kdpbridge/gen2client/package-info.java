/**
 * The native client of generation 2: {@link io.github.kdpbridge.gen2client.Gen2Client} is where to start.
 *
 * <p><img src="doc-files/client.svg" alt="A call goes through the retry, the breaker and the limits, takes the shared token, and is sent once.">
 *
 * <pre>{@code
 * try (Gen2Client kdp = Gen2Client.builder(ResellerId.of("4680000925"))
 *         .tokens(TokenSource.oauth2(clientId, clientSecret))
 *         .build()) {
 *     Receipt receipt = kdp.upload(UploadRequest.builder(customer, TransactionId.of("PO-7"))
 *             .imeis(List.of("350000000000014"))
 *             .build());
 *     TransactionStatus status = kdp.awaitCompletion(receipt, Duration.ofMinutes(10));
 * }
 * }</pre>
 *
 * <p>{@link io.github.kdpbridge.gen2client.Gen2Client#async()} gives futures, and {@link
 * io.github.kdpbridge.gen2client.Gen2Client#with} options for single calls.
 */
@NullMarked
package io.github.kdpbridge.gen2client;

import org.jspecify.annotations.NullMarked;
