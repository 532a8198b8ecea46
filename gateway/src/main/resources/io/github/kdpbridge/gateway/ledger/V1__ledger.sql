-- The same text for SQLite and PostgreSQL. A file that was released is never changed: the next version is another file.

CREATE TABLE kdp_write (
    id         VARCHAR(64) NOT NULL PRIMARY KEY,
    reseller   VARCHAR(64) NOT NULL,
    -- The digest of reseller and transaction id, because no index takes a text of any length.
    name       VARCHAR(64) NOT NULL,
    -- The write that this one is a step of; part counts from 1, 0 is no part.
    origin     VARCHAR(64),
    part       INTEGER     NOT NULL,
    parts      INTEGER     NOT NULL,
    -- What was asked for, as JSON.
    request    TEXT        NOT NULL,
    -- OPEN, ACCEPTED, REFUSED or ABSENT, and what the service said, as JSON.
    outcome    VARCHAR(8)  NOT NULL,
    answer     TEXT,
    -- The gateway that works on it.
    owner      VARCHAR(36),
    -- In milliseconds since 1970.
    changed_at BIGINT      NOT NULL
);

CREATE INDEX kdp_write_name ON kdp_write (name);
CREATE INDEX kdp_write_origin ON kdp_write (origin) WHERE origin IS NOT NULL;
CREATE INDEX kdp_write_open ON kdp_write (reseller) WHERE outcome = 'OPEN';
CREATE INDEX kdp_write_changed_at ON kdp_write (changed_at);

-- The gateways that share the ledger. Each counts its beats while it lives.
CREATE TABLE kdp_gateway (
    id   VARCHAR(36) NOT NULL PRIMARY KEY,
    beat BIGINT      NOT NULL
);
