-- In the order in which those who write take them.
LOCK TABLE academie, record, private IN ACCESS EXCLUSIVE MODE;

-- A record and its private bytes are written in the one transaction that holds the head of their académie. To look both up
-- again for each row, and to lock what was just written, took a part of the time of each batch.
ALTER TABLE record DROP CONSTRAINT record_academie_fkey;
ALTER TABLE private DROP CONSTRAINT private_academie_kind_id_revision_sha256_fkey;
