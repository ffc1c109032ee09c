-- What says whether a revision counts leaves the cache like what says who was observed.
DROP TRIGGER packed_forgets_purged;
CREATE TRIGGER packed_forgets_purged AFTER UPDATE OF purged ON record
WHEN new.purged = 1 AND old.kind IN ('revision', 'pseudonym', 'standing', 'grid')
BEGIN
    INSERT INTO packed_stale (academie, span) VALUES (old.academie, old.sequence / 8192) ON CONFLICT DO NOTHING;
    INSERT INTO packed_stale (academie, span)
        SELECT academie, sequence / 8192 FROM packed_about
        WHERE academie = old.academie AND old.kind IN ('pseudonym', 'standing')
        AND subject = unhex(json_extract(old.public, '$.revision'))
        ON CONFLICT DO NOTHING;
    DELETE FROM packed_block WHERE academie = old.academie
        AND span IN (SELECT span FROM packed_stale WHERE academie = old.academie);
    DELETE FROM packed_block WHERE academie = old.academie AND old.kind = 'grid' AND grid = old.sha256;
END;
