CREATE TABLE answer_log (
    -- What a person did to each item, for each draft of a visit: appended, never rewritten.
    visit TEXT NOT NULL,
    draft INTEGER NOT NULL,
    counter INTEGER NOT NULL CHECK (counter > 0), -- Lamport counter: the order is (counter, device)
    device TEXT NOT NULL,
    entry TEXT NOT NULL, -- JSON
    PRIMARY KEY (visit, draft, counter, device),
    FOREIGN KEY (visit, draft) REFERENCES draft (visit, number) ON DELETE CASCADE
) STRICT;

CREATE TRIGGER answer_is_never_rewritten BEFORE UPDATE ON answer_log BEGIN
    SELECT RAISE(ABORT, 'an answer is never rewritten');
END;

CREATE TRIGGER answer_goes_with_its_draft BEFORE DELETE ON answer_log
WHEN EXISTS (SELECT 1 FROM draft WHERE visit = old.visit AND number = old.draft) BEGIN
    SELECT RAISE(ABORT, 'an answer goes with its draft alone');
END;
