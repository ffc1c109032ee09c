CREATE TABLE debrief (
    -- What is said after the lesson, for each draft of a visit.
    visit TEXT NOT NULL,
    draft INTEGER NOT NULL,
    content TEXT NOT NULL, -- JSON
    PRIMARY KEY (visit, draft),
    FOREIGN KEY (visit, draft) REFERENCES draft (visit, number) ON DELETE CASCADE
) STRICT;
