CREATE TABLE record (
    -- Signed records with their documents: sealed revisions, entries of the register, tombstones. Immutable.
    position INTEGER PRIMARY KEY NOT NULL, -- the order of storing: of two revisions with one number, the first counts
    academie TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL, -- of a revision: the visit
    revision INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    record TEXT NOT NULL, -- JSON, carnet/record/1, without its facts
    document TEXT, -- the very bytes that were hashed; none once purged
    facts TEXT, -- the very bytes that were signed
    stored_at TEXT NOT NULL,
    purged_by TEXT, -- the hash of the tombstone that had the bytes deleted
    UNIQUE (academie, kind, id, revision, sha256),
    CHECK ((document IS NULL) = (purged_by IS NOT NULL)),
    CHECK (purged_by IS NULL OR facts IS NULL)
) STRICT;

CREATE INDEX record_by_kind ON record (kind, id, revision);

CREATE TRIGGER record_is_kept BEFORE DELETE ON record BEGIN
    SELECT RAISE(ABORT, 'a record is never deleted: a tombstone takes its bytes');
END;

CREATE TRIGGER record_is_immutable BEFORE UPDATE ON record
WHEN old.purged_by IS NOT NULL OR new.purged_by IS NULL
    OR (old.position, old.academie, old.kind, old.id, old.revision, old.sha256, old.record, old.stored_at)
    IS NOT (new.position, new.academie, new.kind, new.id, new.revision, new.sha256, new.record, new.stored_at)
    OR NOT EXISTS (SELECT 1 FROM record WHERE kind = 'tombstone' AND sha256 = new.purged_by)
BEGIN
    SELECT RAISE(ABORT, 'a record never changes: a tombstone takes its bytes');
END;
