-- The uploads in parts that were forgotten after the retention, by how the ids of their writes begin: a digest, nothing
-- else. The service knows each part by itself, so that it can neither show nor remove the whole.
CREATE TABLE kdp_forgotten_parts (
    name VARCHAR(32) NOT NULL PRIMARY KEY
);
