-- What operators, rules and files did that is no move of one unit. Rows are only added.
CREATE TABLE kdp_act (
    id       VARCHAR(36) NOT NULL PRIMARY KEY,
    reseller VARCHAR(64) NOT NULL,
    -- FREEZE, UNFREEZE, ACCEPT, REOPEN, PROMOTE, ROLLBACK or PANIC.
    kind     VARCHAR(12) NOT NULL,
    -- The id of a difference; empty for the account.
    subject  VARCHAR(64) NOT NULL,
    who      VARCHAR(64) NOT NULL,
    via      VARCHAR(8)  NOT NULL,
    reason   TEXT        NOT NULL,
    evidence TEXT        NOT NULL,
    -- A line for each unit: its label, the result and its text, behind tabs.
    result   TEXT        NOT NULL,
    -- In milliseconds since 1970.
    at       BIGINT      NOT NULL
);

CREATE INDEX kdp_act_reseller ON kdp_act (reseller, at);
