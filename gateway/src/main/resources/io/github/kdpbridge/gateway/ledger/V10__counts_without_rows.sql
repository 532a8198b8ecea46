-- The writes of a unit are counted without their rows, however many of them nobody ever asked for: completed_at, which is
-- always empty here, spares SQLite a look at the row.
DROP INDEX kdp_write_unsettled;
CREATE INDEX kdp_write_unsettled ON kdp_write (unit, generation, outcome, changed_at, completed_at)
    WHERE unit IS NOT NULL AND completed_at IS NULL;

-- Steps count once for the write that they are steps of.
DROP INDEX kdp_write_completed;
CREATE INDEX kdp_write_completed ON kdp_write (unit, generation, completed_at, origin) WHERE completed_at IS NOT NULL;
