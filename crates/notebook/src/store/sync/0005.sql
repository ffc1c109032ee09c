CREATE TABLE stream_head (
    -- What each shared stream came to at each of its places, as it was read: two readers compare.
    id INTEGER PRIMARY KEY NOT NULL,
    stream TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    UNIQUE (stream, sequence)
) STRICT;

CREATE TABLE compared (
    -- The last checkpoint of each other device that was found to agree.
    id INTEGER PRIMARY KEY NOT NULL,
    stream TEXT NOT NULL,
    device TEXT NOT NULL,
    sequence INTEGER NOT NULL, -- the place of the checkpoint itself
    at TEXT NOT NULL, -- when it came
    UNIQUE (stream, device)
) STRICT;

-- What was read before has no heads: the streams are read anew.
DELETE FROM cursor;
