-- OPEN, ACCEPTED, REFUSED, ABSENT, or CONTESTED: its id is taken by an unknown write. That is longer than the column was.

DROP INDEX kdp_write_open;
ALTER TABLE kdp_write ADD COLUMN result VARCHAR(16) NOT NULL DEFAULT 'OPEN';
-- What the write does: upload, delete or remove.
ALTER TABLE kdp_write ADD COLUMN kind VARCHAR(16) NOT NULL DEFAULT 'upload';
-- When it was first claimed, in microseconds since 1970: no two of a gateway are alike. changed_at is its last sending.
ALTER TABLE kdp_write ADD COLUMN claimed_at BIGINT NOT NULL DEFAULT 0;
UPDATE kdp_write SET
    result = outcome,
    claimed_at = changed_at * 1000,
    kind = CASE
        WHEN request LIKE '%"kind":"delete"%' THEN 'delete'
        WHEN request LIKE '%"kind":"remove"%' THEN 'remove'
        ELSE 'upload' END;
ALTER TABLE kdp_write DROP COLUMN outcome;
ALTER TABLE kdp_write RENAME COLUMN result TO outcome;
CREATE INDEX kdp_write_open ON kdp_write (reseller) WHERE outcome = 'OPEN';
CREATE INDEX kdp_write_deletion ON kdp_write (reseller, changed_at) WHERE kind <> 'upload' AND origin IS NULL;

-- The last status that the service showed, as JSON.
ALTER TABLE kdp_write ADD COLUMN status TEXT;
-- The devices, packed; an older row has them in its request. They come last: SQLite reads a row from its front.
ALTER TABLE kdp_write ADD COLUMN devices BYTEA;

-- By which identifier a device was uploaded, of those that were uploaded by anything but an IMEI.
CREATE TABLE kdp_uploaded_as (
    reseller   VARCHAR(64)  NOT NULL,
    -- What all spellings of the identifier have in common.
    device_key VARCHAR(128) NOT NULL,
    type       VARCHAR(128) NOT NULL,
    identifier VARCHAR(128) NOT NULL,
    -- In milliseconds since 1970.
    changed_at BIGINT       NOT NULL,
    PRIMARY KEY (reseller, device_key)
);

CREATE INDEX kdp_uploaded_as_changed_at ON kdp_uploaded_as (changed_at);
