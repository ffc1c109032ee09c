CREATE TABLE inspector (
    -- To whom the notebook belongs, and the préréglage of the académie: one row, saved together.
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    inspector TEXT NOT NULL, -- JSON
    preset TEXT NOT NULL -- JSON, carnet/preset/1
) STRICT;
