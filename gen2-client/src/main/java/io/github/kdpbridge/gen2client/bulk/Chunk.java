package io.github.kdpbridge.gen2client.bulk;

import io.github.kdpbridge.core.UploadRequest;

/**
 * One request of a bulk upload, before it is sent.
 *
 * @param number its number among the requests, from 1
 * @param firstOffset the offset of its first device in the caller's order, from 0
 * @param lastOffset the offset of its last device
 */
record Chunk(int number, UploadRequest request, long firstOffset, long lastOffset) {}
