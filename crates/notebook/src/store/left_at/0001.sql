CREATE TABLE left_at (
    -- Where the observation of a visit was left, so that it opens there.
    visit TEXT PRIMARY KEY NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    content TEXT NOT NULL -- JSON
) STRICT;
