ALTER TABLE academie ADD COLUMN acts bigint NOT NULL DEFAULT 0;
ALTER TABLE academie ADD COLUMN last_act text;
ALTER TABLE academie ADD COLUMN audited_from bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN academie.acts IS 'How many acts were ever written, told apart from them: a tail that was cut is missed.';
COMMENT ON COLUMN academie.last_act IS 'The hash of the last.';
COMMENT ON COLUMN academie.audited_from IS 'Records numbered above have their line in the audit trail.';

UPDATE academie SET
    audited_from = head,
    acts = (SELECT coalesce(max(number), 0) FROM audit WHERE audit.academie = academie.academie),
    last_act = (SELECT line::json ->> 'hash' FROM audit WHERE audit.academie = academie.academie
                ORDER BY number DESC LIMIT 1);

-- By the database itself, so that a replica of the release before counts its lines too.
CREATE FUNCTION count_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE academie SET acts = new.number, last_act = new.line::json ->> 'hash' WHERE academie = new.academie;
    RETURN NULL;
END $$;

CREATE TRIGGER audit_is_counted AFTER INSERT ON audit
FOR EACH ROW EXECUTE FUNCTION count_act();

-- Triggers of rows do not see a TRUNCATE.
CREATE TRIGGER audit_is_not_emptied BEFORE TRUNCATE ON audit
FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();

CREATE TRIGGER record_is_not_emptied BEFORE TRUNCATE ON record
FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();
