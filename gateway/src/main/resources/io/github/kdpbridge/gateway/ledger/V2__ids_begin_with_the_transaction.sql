-- What the name was for, the beginning of the id tells: half as many pages are written for a write.

DROP INDEX kdp_write_name;
ALTER TABLE kdp_write DROP COLUMN name;
