-- When the upload was forgotten, in milliseconds since 1970: its name is forgotten too, many years later. Of those that are
-- there it is not known; they count from the last write, or from 2026-11-26.
ALTER TABLE kdp_forgotten_parts ADD COLUMN forgotten_at BIGINT NOT NULL DEFAULT 1795651200000;
UPDATE kdp_forgotten_parts SET forgotten_at = COALESCE((SELECT MAX(changed_at) FROM kdp_write), 1795651200000);

CREATE INDEX kdp_forgotten_parts_forgotten_at ON kdp_forgotten_parts (forgotten_at);
