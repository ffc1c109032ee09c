CREATE TABLE visit (
    -- One coming to teachers or to a school. What is searched follows the plan of the present draft.
    id TEXT PRIMARY KEY NOT NULL,
    date TEXT NOT NULL, -- 2026-11-23
    place TEXT, -- the school of the day, by UAI; none when not settled
    status TEXT NOT NULL CHECK (status IN ('planned', 'underway', 'closed', 'sealed', 'cancelled')),
    cancel_reason TEXT CHECK ((status = 'cancelled') = (cancel_reason IS NOT NULL)),
    draft INTEGER NOT NULL, -- the number of the present draft
    correcting INTEGER NOT NULL DEFAULT 0 CHECK (correcting = 0 OR status = 'sealed'),
    last_revision INTEGER NOT NULL DEFAULT 0, -- 0 before the first seal
    created_at TEXT NOT NULL
) STRICT;

CREATE INDEX visit_by_date ON visit (date);
CREATE INDEX visit_by_place ON visit (place, date);

CREATE TABLE draft (
    -- What a visit is before it is sealed, and what a rectificatif starts from: one row for each revision begun.
    visit TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number > 0),
    plan TEXT NOT NULL, -- JSON
    changes INTEGER NOT NULL, -- one more with each change: what was read is sealed, or nothing
    updated_at TEXT NOT NULL,
    PRIMARY KEY (visit, number)
) STRICT;

CREATE TABLE visit_teacher (
    -- The teachers of the present draft's plan.
    visit TEXT NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
    teacher TEXT NOT NULL,
    PRIMARY KEY (teacher, visit)
) STRICT;

CREATE INDEX teacher_by_visit ON visit_teacher (visit);
