CREATE TABLE timeline (
    -- The timeline of a séance, for each draft of a visit: how often a sample is due, from when.
    visit TEXT NOT NULL,
    draft INTEGER NOT NULL,
    seance TEXT NOT NULL,
    interval_minutes INTEGER NOT NULL CHECK (interval_minutes BETWEEN 1 AND 5),
    origin TEXT NOT NULL, -- the instant of the sample 0
    paused INTEGER NOT NULL CHECK (paused IN (0, 1)),
    PRIMARY KEY (visit, draft, seance),
    FOREIGN KEY (visit, draft) REFERENCES draft (visit, number) ON DELETE CASCADE
) STRICT;

CREATE TABLE sample (
    -- What was noted at one instant; a missed sample has no row.
    visit TEXT NOT NULL,
    draft INTEGER NOT NULL,
    seance TEXT NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 0),
    codes TEXT NOT NULL, -- JSON
    PRIMARY KEY (visit, draft, seance, number),
    FOREIGN KEY (visit, draft, seance) REFERENCES timeline (visit, draft, seance) ON DELETE CASCADE
) STRICT;
