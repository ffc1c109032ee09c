-- What is encrypted does not get smaller: the server no longer tries. What is stored already stays as it is.
ALTER TABLE private ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- LZ4 packs several times faster than the default; a server may be built without it.
DO $$
BEGIN
    ALTER TABLE record ALTER COLUMN envelope SET COMPRESSION lz4;
    ALTER TABLE record ALTER COLUMN facts SET COMPRESSION lz4;
    ALTER TABLE record ALTER COLUMN public SET COMPRESSION lz4;
EXCEPTION WHEN feature_not_supported THEN
    NULL;
END $$;
