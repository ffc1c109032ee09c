CREATE TABLE device (
    -- This device, which signs records: one row. A notebook restored from a backup drops it and is a new device.
    id INTEGER PRIMARY KEY NOT NULL CHECK (id = 1),
    uuid TEXT NOT NULL, -- names the device in answers
    signing_seed BLOB NOT NULL CHECK (length(signing_seed) = 32), -- Ed25519
    certificate TEXT NOT NULL -- JSON, carnet/certificate/1: the author's word for it
) STRICT;
