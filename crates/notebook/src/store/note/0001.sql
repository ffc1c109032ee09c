CREATE TABLE note (
    -- The paragraphs of the running notebook, for each draft of a visit.
    visit TEXT NOT NULL,
    draft INTEGER NOT NULL,
    id TEXT NOT NULL,
    position INTEGER NOT NULL, -- the order of the page: that in which paragraphs were begun
    content TEXT NOT NULL, -- JSON
    PRIMARY KEY (visit, draft, id),
    FOREIGN KEY (visit, draft) REFERENCES draft (visit, number) ON DELETE CASCADE
) STRICT;
