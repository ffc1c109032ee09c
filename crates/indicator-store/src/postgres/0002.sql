CREATE TABLE packing (
    academie text COLLATE "C" NOT NULL REFERENCES academie,
    version bigint NOT NULL,
    through bigint NOT NULL,
    PRIMARY KEY (academie)
);
COMMENT ON TABLE packing IS 'How far the packed cache of the facts goes. All of it can be thrown away.';

CREATE TABLE packed_stale (
    academie text COLLATE "C" NOT NULL REFERENCES academie,
    span bigint NOT NULL,
    PRIMARY KEY (academie, span)
);
COMMENT ON TABLE packed_stale IS 'The spans of 8,192 sequence numbers that are to be built, again or for the first time.';

CREATE TABLE packed_about (
    academie text COLLATE "C" NOT NULL REFERENCES academie,
    subject bytea NOT NULL,
    sequence bigint NOT NULL,
    PRIMARY KEY (academie, subject, sequence)
);
COMMENT ON TABLE packed_about IS 'Which records speak of a revision, by its hash: itself, and its pseudonyms.';

CREATE TABLE packed_block (
    academie text COLLATE "C" NOT NULL REFERENCES academie,
    grid bytea NOT NULL,
    span bigint NOT NULL,
    answers bytea NOT NULL,
    samples bytea NOT NULL,
    teachers bytea NOT NULL,
    PRIMARY KEY (academie, grid, span)
);
-- A scan would wait for what compression saves.
ALTER TABLE packed_block ALTER COLUMN answers SET STORAGE EXTERNAL;

CREATE FUNCTION packed_forgets() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[] := ARRAY[old.sequence / 8192];
BEGIN
    IF old.kind = 'pseudonym' THEN
        touched := touched || ARRAY(SELECT DISTINCT sequence / 8192 FROM packed_about WHERE academie = old.academie
            AND subject = decode(old.public::json ->> 'revision', 'hex'));
    END IF;
    INSERT INTO packed_stale (academie, span)
        SELECT DISTINCT old.academie, span FROM unnest(touched) AS span ON CONFLICT DO NOTHING;
    DELETE FROM packed_block WHERE academie = old.academie
        AND (span = ANY (touched) OR (old.kind = 'grid' AND grid = old.sha256));
    RETURN NULL;
END $$;

-- By the database itself, so that no replica of whatever version forgets it: what is purged leaves the cache at once.
CREATE TRIGGER packed_forgets_purged AFTER UPDATE OF purged ON record
FOR EACH ROW WHEN (new.purged AND old.kind IN ('revision', 'pseudonym', 'grid')) EXECUTE FUNCTION packed_forgets();
