CREATE TABLE school (
    -- The schools of the directory, closed ones too: a visit keeps its link, so no row is ever deleted.
    uai TEXT PRIMARY KEY NOT NULL,
    content TEXT NOT NULL -- JSON
) STRICT;

CREATE TRIGGER school_is_kept BEFORE DELETE ON school BEGIN
    SELECT RAISE(ABORT, 'a school is closed, never deleted');
END;

CREATE TABLE directory_import (
    -- Each import of a directory file.
    id INTEGER PRIMARY KEY NOT NULL,
    imported_at TEXT NOT NULL,
    file_name TEXT NOT NULL,
    written INTEGER NOT NULL -- schools added, changed, refreshed or closed
) STRICT;
