CREATE TABLE taken_over (
    -- The visits that another author sealed and that passed to this one, who took over his post: read, never written.
    id INTEGER PRIMARY KEY NOT NULL,
    visit TEXT UNIQUE NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    author TEXT NOT NULL, -- the fingerprint of who sealed it
    reader TEXT NOT NULL, -- that of who took over: he purges his copy
    at TEXT NOT NULL
) STRICT;

CREATE TABLE vault_unread (
    -- What an opened vault gave that this keeper cannot read: it was sealed before there was a vault.
    id INTEGER PRIMARY KEY NOT NULL,
    opening TEXT NOT NULL, -- the record that opened it
    sha256 TEXT NOT NULL,
    UNIQUE (opening, sha256)
) STRICT;
