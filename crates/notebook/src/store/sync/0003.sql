CREATE TABLE enrolment (
    -- The store that this notebook speaks to, and by whose word it is believed: one row, none before enrolling.
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    address TEXT NOT NULL, -- JSON: where it is, the académie, the fingerprint of its root, how to reach it
    token BLOB NOT NULL CHECK (length(token) = 32), -- drawn by this device; the store knows its hash
    device TEXT NOT NULL, -- the key of the device that drew it: a restored notebook draws another
    admitted INTEGER NOT NULL DEFAULT 0, -- whether the store said so
    epoch TEXT, -- the life of the store that the cursors are of
    contact_at TEXT, -- when it last answered
    synced_at TEXT -- since when both were last found to hold the same
) STRICT;

CREATE TABLE cursor (
    -- How far each stream was read: moved in the transaction that applies what it passed.
    id INTEGER PRIMARY KEY NOT NULL,
    stream TEXT UNIQUE NOT NULL,
    cursor TEXT NOT NULL
) STRICT;

CREATE TABLE delivery (
    -- What the store said of a record. The outbox is the records without a line here.
    position INTEGER PRIMARY KEY NOT NULL REFERENCES record (position),
    sequence INTEGER, -- its place in the order of the académie, where the store holds it
    refused TEXT, -- why the store does not hold it: a code; it is in quarantine
    conflict TEXT, -- the hash that had its number before it
    set_aside INTEGER NOT NULL DEFAULT 0 CHECK (set_aside = 0 OR refused IS NOT NULL),
    at TEXT NOT NULL
) STRICT;

CREATE INDEX delivery_by_sequence ON delivery (sequence);

CREATE TABLE disbelieved (
    -- What the store gave, and was not believed: shown, and never used.
    id INTEGER PRIMARY KEY NOT NULL,
    stream TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    why TEXT NOT NULL, -- a code
    at TEXT NOT NULL,
    UNIQUE (stream, sequence, sha256)
) STRICT;

CREATE TABLE academie_root (
    -- The root key of an académie, on the laptops of its keepers alone: one row, none for others.
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    academie TEXT NOT NULL,
    seed BLOB NOT NULL CHECK (length(seed) = 32) -- Ed25519
) STRICT;

CREATE TABLE issued_invitation (
    -- The invitations that this keeper made: for whom, which no record says, and the text to hand over.
    id INTEGER PRIMARY KEY NOT NULL,
    sha256 TEXT UNIQUE NOT NULL, -- of the invitation's document
    person TEXT NOT NULL,
    text TEXT NOT NULL,
    made_at TEXT NOT NULL
) STRICT;

CREATE TABLE handed_over (
    -- The drafts that were handed over to another device of the author: they take no change here.
    id INTEGER PRIMARY KEY NOT NULL,
    visit TEXT UNIQUE NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    sha256 TEXT NOT NULL, -- of the document of the hand-over
    at TEXT NOT NULL
) STRICT;

CREATE INDEX record_by_author ON record (json_extract(record, '$.signature.author'), academie);
