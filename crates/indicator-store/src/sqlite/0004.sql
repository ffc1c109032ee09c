-- Records are fat, and come by random keys: in the order in which they came, each is written once, at the end, and the keys
-- alone move.
CREATE TABLE record_in_order (
    academie TEXT NOT NULL REFERENCES academie,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    sequence INTEGER NOT NULL, -- the order in which readers see it
    stream TEXT NOT NULL, -- academie, author, or circle/… of a circle
    author TEXT NOT NULL,
    envelope TEXT NOT NULL, -- JSON, carnet/record/1 without facts, public and private
    facts TEXT, -- the very bytes that were signed
    public TEXT, -- the document, where its kind is public: the very bytes that were hashed
    stored_at TEXT NOT NULL,
    purged INTEGER NOT NULL DEFAULT 0, -- whether a tombstone took what it said
    PRIMARY KEY (academie, kind, id, revision, sha256),
    CHECK (purged IN (0, 1) AND (purged = 0 OR facts IS NULL))
) STRICT;

INSERT INTO record_in_order (academie, kind, id, revision, sha256, sequence, stream, author, envelope, facts, public,
        stored_at, purged)
    SELECT academie, kind, id, revision, sha256, sequence, stream, author, envelope, facts, public, stored_at, purged
    FROM record ORDER BY academie, sequence;

CREATE TABLE private_in_order (
    -- Documents encrypted to their readers, apart: scans of facts stay narrow.
    academie TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (academie, kind, id, revision, sha256),
    FOREIGN KEY (academie, kind, id, revision, sha256) REFERENCES record_in_order
) STRICT;

INSERT INTO private_in_order (academie, kind, id, revision, sha256, bytes)
    SELECT academie, kind, id, revision, sha256, bytes FROM private ORDER BY academie, kind, id, revision, sha256;

DROP TABLE private;
DROP TABLE record;
ALTER TABLE record_in_order RENAME TO record;
ALTER TABLE private_in_order RENAME TO private;

CREATE UNIQUE INDEX record_by_sequence ON record (academie, sequence);
CREATE INDEX record_by_stream ON record (academie, stream, sequence);
CREATE INDEX record_by_author ON record (academie, author, sequence);

CREATE TRIGGER record_is_kept BEFORE DELETE ON record BEGIN
    SELECT RAISE(ABORT, 'a record is never deleted: a tombstone takes what it says');
END;

CREATE TRIGGER record_is_immutable BEFORE UPDATE ON record
WHEN old.purged = 1 OR new.purged = 0
    OR (old.academie, old.kind, old.id, old.revision, old.sha256, old.sequence, old.stream, old.author, old.stored_at)
    IS NOT (new.academie, new.kind, new.id, new.revision, new.sha256, new.sequence, new.stream, new.author, new.stored_at)
BEGIN
    SELECT RAISE(ABORT, 'a record never changes: a tombstone takes what it says');
END;

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
