CREATE TABLE personal_note (
    -- The inspector's own notes on a visit, encrypted to the author alone before they come here: no part of the visit.
    visit TEXT PRIMARY KEY NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    ciphertext BLOB NOT NULL, -- age
    updated_at TEXT NOT NULL
) STRICT;
