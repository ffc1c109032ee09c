CREATE TABLE grid (
    -- Published grids, immutable: the hash of the stored text is the grid's identity.
    sha256 TEXT PRIMARY KEY NOT NULL,
    text TEXT NOT NULL, -- carnet/grid/1, the very bytes that were hashed
    added_at TEXT NOT NULL
) STRICT;

CREATE TRIGGER grid_is_immutable BEFORE UPDATE ON grid BEGIN
    SELECT RAISE(ABORT, 'a published grid never changes');
END;

CREATE TRIGGER grid_is_kept BEFORE DELETE ON grid BEGIN
    SELECT RAISE(ABORT, 'a published grid stays readable for ever');
END;
