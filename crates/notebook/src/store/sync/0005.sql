CREATE TABLE stream_head (
    -- What each shared stream came to at each of its places, as it was read: two readers compare.
    id INTEGER PRIMARY KEY NOT NULL,
    stream TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    record TEXT NOT NULL, -- the hash of what stands there
    head TEXT NOT NULL, -- of that place and of all before it
    UNIQUE (stream, sequence)
) STRICT;

CREATE TABLE checkpoint (
    -- The last that each device said it was given, this one included, in the store's present life.
    id INTEGER PRIMARY KEY NOT NULL,
    stream TEXT NOT NULL,
    device TEXT NOT NULL,
    author TEXT NOT NULL,
    first INTEGER NOT NULL, -- the place of the first of its epoch
    place INTEGER NOT NULL, -- that of the last
    epoch TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    head TEXT NOT NULL,
    agreed_at TEXT, -- when one that agrees last came
    agreed_place INTEGER, -- its place
    differs INTEGER NOT NULL DEFAULT 0, -- whether it was told that the last does not
    UNIQUE (stream, device)
) STRICT;

CREATE TABLE awaited (
    -- What the store said that it keeps of this author's in a shared stream, and that was not yet seen there.
    id INTEGER PRIMARY KEY NOT NULL,
    stream TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    UNIQUE (stream, sequence, record)
) STRICT;

CREATE TABLE withheld (
    -- What was named without what it says, and whose tombstone was not yet read.
    id INTEGER PRIMARY KEY NOT NULL,
    stream TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    key TEXT NOT NULL, -- JSON
    author TEXT NOT NULL,
    UNIQUE (stream, sequence, key)
) STRICT;

CREATE TABLE to_read_anew (
    -- The streams that the next sync reads from their start.
    id INTEGER PRIMARY KEY NOT NULL,
    stream TEXT UNIQUE NOT NULL
) STRICT;

-- What was read before has no heads: the shared streams are read anew.
DELETE FROM cursor WHERE stream = 'academie' OR stream LIKE 'circle/%';
