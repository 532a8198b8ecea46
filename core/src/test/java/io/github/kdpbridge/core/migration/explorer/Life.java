package io.github.kdpbridge.core.migration.explorer;

/** Whether a gateway works. */
enum Life {
    DEAD,
    ALIVE,
    /** It works, but stood still so long that others took its claims over. */
    SEEMS_DEAD
}
