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
