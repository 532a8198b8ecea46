package io.github.kdpbridge.core.migration.explorer;

/** A rule of the protocol that a design may have or leave out. */
enum Rule {
    /** The route of a new write is read in its claim, under a lock. Without it, gateways believe a cached route. */
    ROUTE_IN_CLAIM,
    /** The route of a new write is read from the table, and the claim is committed later. */
    ROUTE_IN_SNAPSHOT,
    /** Later attempts of the same content stay on the side of the first. */
    PIN_BY_CONTENT,
    /** Later attempts of the same transaction name stay on the side of the first, whatever their content. */
    PIN_BY_NAME,
    /** A write that the service did not know keeps its pin. */
    ABSENT_KEEPS_PIN,
    /** A write that the service did not know holds up a move, until nothing of it can be on its way. */
    QUARANTINE,
    /** A move holds new writes until the old side is drained. Without it, the route flips at once. */
    HOLD_AND_DRAIN,
    /** Drained means completed, not only accepted. */
    AWAIT_COMPLETE,
    /** The name of a write that was refused as a duplicate stays pinned. */
    REMEMBER_DUPLICATES,
    /** A gateway that stood still looks whether it still holds the claim before it sends. */
    LEASE_BEFORE_SEND,
    /** The name of a write stays pinned after its entry is deleted. */
    NAMES_OUTLIVE_ENTRIES,
    /** Gen1 is asked for a name that the ledger never saw, before gen2 gets it. */
    ASK_GEN1_FOR_UNKNOWN_NAMES,
    /** A gateway that lost its claim does not believe a refusal; it claims again. */
    CLAIM_AGAIN_WHEN_TAKEN_OVER
}
