-- A cache of the facts, packed: all of it can be thrown away, and is built again from the records. It is kept by spans of
-- 8,192 sequence numbers.

CREATE TABLE packing (
    academie TEXT NOT NULL REFERENCES academie,
    version INTEGER NOT NULL, -- of the layout and of its bytes: another is thrown away
    through INTEGER NOT NULL, -- the last sequence number that the cache knows of
    PRIMARY KEY (academie)
) STRICT, WITHOUT ROWID;

CREATE TABLE packed_stale (
    -- The spans that are to be built, again or for the first time.
    academie TEXT NOT NULL REFERENCES academie,
    span INTEGER NOT NULL,
    PRIMARY KEY (academie, span)
) STRICT, WITHOUT ROWID;

CREATE TABLE packed_about (
    -- Which records speak of a revision: itself, and its pseudonyms.
    academie TEXT NOT NULL REFERENCES academie,
    subject BLOB NOT NULL, -- the hash of the revision
    sequence INTEGER NOT NULL,
    PRIMARY KEY (academie, subject, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE packed_block (
    academie TEXT NOT NULL REFERENCES academie,
    grid TEXT NOT NULL, -- on which its facts rest
    span INTEGER NOT NULL,
    answers BLOB NOT NULL, -- what a scan reads
    samples BLOB NOT NULL,
    teachers BLOB NOT NULL,
    PRIMARY KEY (academie, grid, span)
) STRICT;

-- By the database itself, so that no writer of whatever version forgets it: what is purged leaves the cache at once.
CREATE TRIGGER packed_forgets_purged AFTER UPDATE OF purged ON record
WHEN new.purged = 1 AND old.kind IN ('revision', 'pseudonym', 'grid')
BEGIN
    INSERT INTO packed_stale (academie, span) VALUES (old.academie, old.sequence / 8192) ON CONFLICT DO NOTHING;
    INSERT INTO packed_stale (academie, span)
        SELECT academie, sequence / 8192 FROM packed_about
        WHERE academie = old.academie AND old.kind = 'pseudonym'
        AND subject = unhex(json_extract(old.public, '$.revision'))
        ON CONFLICT DO NOTHING;
    DELETE FROM packed_block WHERE academie = old.academie
        AND span IN (SELECT span FROM packed_stale WHERE academie = old.academie);
    DELETE FROM packed_block WHERE academie = old.academie AND old.kind = 'grid' AND grid = old.sha256;
END;
