CREATE TABLE life (
    -- The present life of the store. One row.
    single INTEGER PRIMARY KEY NOT NULL CHECK (single = 1),
    epoch TEXT NOT NULL, -- 16 random bytes, drawn anew at each restore
    began_at TEXT NOT NULL,
    restoring INTEGER NOT NULL DEFAULT 0 -- whether a restore was begun and did not end
) STRICT;

CREATE TABLE academie (
    academie TEXT PRIMARY KEY NOT NULL,
    root TEXT NOT NULL, -- the Ed25519 key by whose word all others are believed
    created_at TEXT NOT NULL,
    head INTEGER NOT NULL DEFAULT 0, -- the last sequence number given
    trust INTEGER NOT NULL DEFAULT 0, -- the last given to a record from which one knows whom to believe
    durable_through INTEGER NOT NULL DEFAULT 0 -- the last that a verified backup holds
) STRICT, WITHOUT ROWID;

CREATE TABLE device (
    academie TEXT NOT NULL REFERENCES academie,
    key TEXT NOT NULL,
    author TEXT NOT NULL,
    token TEXT NOT NULL, -- the SHA-256 of the token: the token itself is nowhere
    enrolled_at TEXT NOT NULL,
    revoked_at TEXT,
    PRIMARY KEY (academie, key),
    UNIQUE (academie, token)
) STRICT, WITHOUT ROWID;

CREATE TABLE spent (
    -- The tokens that another replaced: sent again, by whoever, they stay worthless.
    academie TEXT NOT NULL REFERENCES academie,
    token TEXT NOT NULL,
    PRIMARY KEY (academie, token)
) STRICT, WITHOUT ROWID;

CREATE TABLE record (
    -- A record is stored once for each key and never changes; a tombstone takes what it says.
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
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX record_by_sequence ON record (academie, sequence);
CREATE INDEX record_by_stream ON record (academie, stream, sequence);
CREATE INDEX record_by_author ON record (academie, author, sequence);

CREATE TABLE private (
    -- Documents encrypted to their readers, apart: scans of facts stay narrow.
    academie TEXT NOT NULL,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (academie, kind, id, revision, sha256),
    FOREIGN KEY (academie, kind, id, revision, sha256) REFERENCES record
) STRICT, WITHOUT ROWID;

CREATE TABLE purged (
    -- The keys that tombstones name, stored or not: what comes late is not taken.
    academie TEXT NOT NULL REFERENCES academie,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    author TEXT, -- whose records alone it names; none where the académie's DPD said it
    tombstone TEXT NOT NULL, -- the hash of its document
    PRIMARY KEY (academie, kind, id, revision, sha256, tombstone)
) STRICT, WITHOUT ROWID;

CREATE TABLE recovery (
    -- Which recovery slot a proof opens the way to.
    academie TEXT NOT NULL REFERENCES academie,
    proof TEXT NOT NULL, -- the SHA-256 of what the recovery code proves itself by
    sequence INTEGER NOT NULL, -- of the slot's record
    PRIMARY KEY (academie, proof, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit (
    academie TEXT NOT NULL REFERENCES academie,
    number INTEGER NOT NULL,
    line TEXT NOT NULL, -- JSON: the act, when, the hash of the line before, its own
    PRIMARY KEY (academie, number)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only added to');
END;

CREATE TRIGGER audit_is_immutable BEFORE UPDATE ON audit BEGIN
    SELECT RAISE(ABORT, 'the audit trail is only added to');
END;

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
