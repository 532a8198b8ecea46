package io.github.kdpbridge.gen2client.bulk;

import io.github.kdpbridge.core.UploadRequest;

/**
 * One request of a bulk upload, before it is sent.
 *
 * @param number its place among the requests, from 1
 * @param firstOffset how many devices the caller gave before its first one
 * @param lastOffset how many devices the caller gave before its last one
 */
record Chunk(int number, UploadRequest request, long firstOffset, long lastOffset) {}
