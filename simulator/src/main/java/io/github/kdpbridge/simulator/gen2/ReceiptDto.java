package io.github.kdpbridge.simulator.gen2;

/** An accepted upload or delete (contract section 4). */
record ReceiptDto(String transactionId, String state, int code, String message) {
    static ReceiptDto of(String transactionId) {
        return new ReceiptDto(transactionId, "Progress", 2000000, "SUCCESS");
    }
}
