-- In the order in which those who write take them.
LOCK TABLE record, private IN ACCESS EXCLUSIVE MODE;

-- What is encrypted does not get smaller: the server no longer tries. What is stored already stays as it is.
ALTER TABLE private ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- LZ4 packs several times faster than the default; a server may be built without it, or not know of it.
DO $$
DECLARE
    packed text;
BEGIN
    FOREACH packed IN ARRAY ARRAY['envelope', 'facts', 'public'] LOOP
        EXECUTE format('ALTER TABLE record ALTER COLUMN %I SET COMPRESSION lz4', packed);
    END LOOP;
EXCEPTION WHEN feature_not_supported OR syntax_error THEN
    NULL;
END $$;
