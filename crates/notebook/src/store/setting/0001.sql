CREATE TABLE setting (
    -- What this device and its user chose, and what the application must remember, each by its own name.
    key TEXT PRIMARY KEY NOT NULL,
    value TEXT NOT NULL -- JSON
) STRICT;
