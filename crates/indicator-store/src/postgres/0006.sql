-- What says whether a revision counts leaves the cache like what says who was observed.
CREATE OR REPLACE FUNCTION packed_forgets() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    touched bigint[] := ARRAY[old.sequence / 8192];
BEGIN
    IF old.kind IN ('pseudonym', 'standing') THEN
        touched := touched || ARRAY(SELECT DISTINCT sequence / 8192 FROM packed_about WHERE academie = old.academie
            AND subject = decode(old.public::json ->> 'revision', 'hex'));
    END IF;
    INSERT INTO packed_stale (academie, span)
        SELECT DISTINCT old.academie, span FROM unnest(touched) AS span ON CONFLICT DO NOTHING;
    DELETE FROM packed_block WHERE academie = old.academie
        AND (span = ANY (touched) OR (old.kind = 'grid' AND grid = old.sha256));
    RETURN NULL;
END $$;

DROP TRIGGER packed_forgets_purged ON record;
CREATE TRIGGER packed_forgets_purged AFTER UPDATE OF purged ON record
FOR EACH ROW WHEN (new.purged AND old.kind IN ('revision', 'pseudonym', 'standing', 'grid'))
EXECUTE FUNCTION packed_forgets();

COMMENT ON TABLE packed_about IS
    'Which records speak of a revision, by its hash: itself, its pseudonyms, and whether it counts.';
