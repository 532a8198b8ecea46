-- What comparisons of both sides came to, by unit, operation and hour. Several gateways add to a row.
CREATE TABLE kdp_parity (
    unit         VARCHAR(64) NOT NULL,
    operation    VARCHAR(16) NOT NULL,
    -- Its beginning, in milliseconds since 1970.
    hour         BIGINT      NOT NULL,
    matched      BIGINT      NOT NULL,
    tolerated    BIGINT      NOT NULL,
    mismatched   BIGINT      NOT NULL,
    incomparable BIGINT      NOT NULL,
    dropped      BIGINT      NOT NULL,
    -- The device lists that were equal, and not empty.
    equal_lists  BIGINT      NOT NULL,
    PRIMARY KEY (unit, operation, hour)
);

CREATE INDEX kdp_parity_hour ON kdp_parity (hour);

-- How many questions each rule tolerated.
CREATE TABLE kdp_tolerance (
    unit      VARCHAR(64) NOT NULL,
    operation VARCHAR(16) NOT NULL,
    hour      BIGINT      NOT NULL,
    -- The id of an accepted difference, or a word.
    rule      VARCHAR(32) NOT NULL,
    questions BIGINT      NOT NULL,
    PRIMARY KEY (unit, operation, hour, rule)
);

CREATE INDEX kdp_tolerance_hour ON kdp_tolerance (hour);

-- The differences of a unit and an operation, identifiers masked.
CREATE TABLE kdp_difference (
    id          VARCHAR(32)  NOT NULL PRIMARY KEY,
    unit        VARCHAR(64)  NOT NULL,
    operation   VARCHAR(16)  NOT NULL,
    path        VARCHAR(200) NOT NULL,
    kind        VARCHAR(16)  NOT NULL,
    -- The newest values, and how often the answer had such a difference.
    gen1        TEXT,
    gen2        TEXT,
    occurrences INTEGER      NOT NULL,
    -- The questions that had it, and the later ones that did not.
    seen        BIGINT       NOT NULL,
    unseen      INTEGER      NOT NULL,
    -- In milliseconds since 1970.
    first_at    BIGINT       NOT NULL,
    last_at     BIGINT       NOT NULL,
    -- NEW, ACCEPTED or GONE.
    state       VARCHAR(8)   NOT NULL,
    who         TEXT,
    note        TEXT
);

CREATE INDEX kdp_difference_unit ON kdp_difference (unit, operation);
CREATE INDEX kdp_difference_last_at ON kdp_difference (last_at);

-- What pairs of answers taught about an account's services: facts of the portal, codes and HTTP statuses of the old service.
CREATE TABLE kdp_learnt (
    reseller VARCHAR(64) NOT NULL,
    -- FACT, CODE or STATUS.
    kind     VARCHAR(8)  NOT NULL,
    -- The fact, or the condition.
    subject  VARCHAR(64) NOT NULL,
    value    VARCHAR(32) NOT NULL,
    seen     BIGINT      NOT NULL,
    PRIMARY KEY (reseller, kind, subject, value)
);

-- One row: the key by which identifiers are masked, in hexadecimal digits.
CREATE TABLE kdp_masking (
    id     SMALLINT    NOT NULL PRIMARY KEY,
    secret VARCHAR(64) NOT NULL
);
