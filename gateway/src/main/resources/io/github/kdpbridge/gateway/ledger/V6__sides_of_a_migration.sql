-- The generation that a write belongs to: fixed by its first claim.
ALTER TABLE kdp_write ADD COLUMN generation SMALLINT NOT NULL DEFAULT 2;

-- The generation of transaction ids whose write is not here: refused as used by that side, found there, or forgotten after
-- the retention. They are named by how the ids of their writes begin: a digest, nothing else.
CREATE TABLE kdp_name (
    name       VARCHAR(32) NOT NULL PRIMARY KEY,
    generation SMALLINT    NOT NULL,
    -- In milliseconds since 1970.
    noted_at   BIGINT      NOT NULL
);

-- What a write moves with, while its account migrates: a digest of the account and its customer or vendor.
ALTER TABLE kdp_write ADD COLUMN unit VARCHAR(64);
-- When the service had completed the transaction, in milliseconds since 1970; only of writes with a unit.
ALTER TABLE kdp_write ADD COLUMN completed_at BIGINT;
CREATE INDEX kdp_write_unsettled ON kdp_write (unit, generation) WHERE unit IS NOT NULL AND completed_at IS NULL;
CREATE INDEX kdp_write_completed ON kdp_write (unit, generation, completed_at) WHERE completed_at IS NOT NULL;

-- Where the calls of a unit go.
CREATE TABLE kdp_route (
    unit       VARCHAR(64) NOT NULL PRIMARY KEY,
    reseller   VARCHAR(64) NOT NULL,
    kind       VARCHAR(8)  NOT NULL,
    -- The customer or vendor as a JSON string: callers may write any character.
    name       TEXT        NOT NULL,
    phase      VARCHAR(8)  NOT NULL,
    -- The generation that a move holds new writes for.
    hold       SMALLINT,
    -- The number of its rows in kdp_move.
    epoch      BIGINT      NOT NULL,
    -- The gateway that drives the move under way.
    mover      VARCHAR(36),
    -- In microseconds since 1970: no two of a gateway are alike.
    first_seen BIGINT      NOT NULL,
    -- In milliseconds since 1970.
    changed_at BIGINT      NOT NULL
);

CREATE INDEX kdp_route_reseller ON kdp_route (reseller);
CREATE INDEX kdp_route_driven ON kdp_route (unit) WHERE mover IS NOT NULL;

-- The log of moves. Rows are only added.
CREATE TABLE kdp_move (
    unit       VARCHAR(64) NOT NULL,
    epoch      BIGINT      NOT NULL,
    phase_from VARCHAR(8)  NOT NULL,
    phase_to   VARCHAR(8)  NOT NULL,
    kind       VARCHAR(12) NOT NULL,
    -- BEGUN, MOVED, GIVEN_UP or CANCELLED.
    result     VARCHAR(12) NOT NULL,
    who        VARCHAR(64) NOT NULL,
    via        VARCHAR(8)  NOT NULL,
    reason     TEXT        NOT NULL,
    evidence   TEXT        NOT NULL,
    -- In milliseconds since 1970.
    at         BIGINT      NOT NULL,
    PRIMARY KEY (unit, epoch)
);

-- One row an account, which the begin of a move and a freeze lock; empty if moves forward are allowed.
CREATE TABLE kdp_freeze (
    reseller VARCHAR(64) NOT NULL PRIMARY KEY,
    who      VARCHAR(64),
    via      VARCHAR(8),
    reason   TEXT,
    evidence TEXT,
    -- In milliseconds since 1970.
    since    BIGINT
);
