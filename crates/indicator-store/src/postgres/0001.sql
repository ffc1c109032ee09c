CREATE TABLE life (
    single boolean PRIMARY KEY DEFAULT true CHECK (single),
    epoch text NOT NULL,
    began_at text NOT NULL,
    restoring boolean NOT NULL DEFAULT false
);
COMMENT ON TABLE life IS 'The present life of the store. One row; its epoch is drawn anew at each restore.';

CREATE TABLE academie (
    academie text COLLATE "C" PRIMARY KEY,
    root text NOT NULL,
    created_at text NOT NULL,
    head bigint NOT NULL DEFAULT 0,
    trust bigint NOT NULL DEFAULT 0,
    durable_through bigint NOT NULL DEFAULT 0
);
COMMENT ON COLUMN academie.trust IS 'The last given to a record from which one knows whom to believe.';
COMMENT ON COLUMN academie.head IS 'The last sequence number given; who writes holds this row until its commit.';

CREATE TABLE device (
    academie text COLLATE "C" NOT NULL REFERENCES academie,
    key text NOT NULL,
    author text NOT NULL,
    token bytea NOT NULL,
    enrolled_at text NOT NULL,
    revoked_at text,
    PRIMARY KEY (academie, key),
    UNIQUE (academie, token)
);

CREATE TABLE spent (
    academie text COLLATE "C" NOT NULL REFERENCES academie,
    token bytea NOT NULL,
    PRIMARY KEY (academie, token)
);
COMMENT ON TABLE spent IS 'The tokens that another replaced: sent again, by whoever, they stay worthless.';

CREATE TABLE record (
    academie text COLLATE "C" NOT NULL REFERENCES academie,
    kind text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    revision bigint NOT NULL,
    sha256 bytea NOT NULL,
    sequence bigint NOT NULL,
    stream text COLLATE "C" NOT NULL,
    author text NOT NULL,
    envelope text NOT NULL,
    facts text,
    public text,
    stored_at text NOT NULL,
    purged boolean NOT NULL DEFAULT false,
    PRIMARY KEY (academie, kind, id, revision, sha256),
    CHECK (NOT purged OR facts IS NULL)
);
COMMENT ON TABLE record IS 'A record is stored once for each key and never changes; a tombstone takes what it says.';

CREATE UNIQUE INDEX record_by_sequence ON record (academie, sequence);
CREATE INDEX record_by_stream ON record (academie, stream, sequence);
CREATE INDEX record_by_author ON record (academie, author, sequence);

CREATE TABLE private (
    academie text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    revision bigint NOT NULL,
    sha256 bytea NOT NULL,
    bytes bytea NOT NULL,
    PRIMARY KEY (academie, kind, id, revision, sha256),
    FOREIGN KEY (academie, kind, id, revision, sha256) REFERENCES record
);
COMMENT ON TABLE private IS 'Documents encrypted to their readers, apart: scans of facts stay narrow.';

CREATE TABLE purged (
    academie text COLLATE "C" NOT NULL REFERENCES academie,
    kind text COLLATE "C" NOT NULL,
    id uuid NOT NULL,
    revision bigint NOT NULL,
    sha256 bytea NOT NULL,
    author text,
    tombstone bytea NOT NULL,
    PRIMARY KEY (academie, kind, id, revision, sha256, tombstone)
);
COMMENT ON TABLE purged IS 'The keys that tombstones name, stored or not: what comes late is not taken.';

CREATE TABLE recovery (
    academie text COLLATE "C" NOT NULL REFERENCES academie,
    proof bytea NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (academie, proof, sequence)
);
COMMENT ON TABLE recovery IS 'Which recovery slot a proof opens the way to, by the sequence of its record.';

CREATE TABLE audit (
    academie text COLLATE "C" NOT NULL REFERENCES academie,
    number bigint NOT NULL,
    line text NOT NULL,
    PRIMARY KEY (academie, number)
);

CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is only added to', TG_TABLE_NAME;
END $$;

CREATE TRIGGER audit_is_kept BEFORE UPDATE OR DELETE ON audit
FOR EACH ROW EXECUTE FUNCTION only_added_to();

CREATE TRIGGER record_is_kept BEFORE DELETE ON record
FOR EACH ROW EXECUTE FUNCTION only_added_to();

CREATE TRIGGER record_is_immutable BEFORE UPDATE ON record
FOR EACH ROW WHEN (
    old.purged OR NOT new.purged
    OR (old.academie, old.kind, old.id, old.revision, old.sha256, old.sequence, old.stream, old.author, old.stored_at)
    IS DISTINCT FROM
    (new.academie, new.kind, new.id, new.revision, new.sha256, new.sequence, new.stream, new.author, new.stored_at)
) EXECUTE FUNCTION only_added_to();
