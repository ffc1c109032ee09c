CREATE TABLE attachment (
    -- Files that teachers sent with a reply: the state that tells of one names it by its hash.
    sha256 TEXT PRIMARY KEY NOT NULL,
    visit TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

CREATE INDEX attachment_by_visit ON attachment (visit);
