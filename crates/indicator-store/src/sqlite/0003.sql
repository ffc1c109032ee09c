-- How far the audit trail goes, told apart from it: a tail that was cut is missed.
ALTER TABLE academie ADD COLUMN acts INTEGER NOT NULL DEFAULT 0; -- how many acts were ever written
ALTER TABLE academie ADD COLUMN last_act TEXT; -- the hash of the last
ALTER TABLE academie ADD COLUMN audited_from INTEGER NOT NULL DEFAULT 0; -- records numbered above have their line

UPDATE academie SET
    audited_from = head,
    acts = (SELECT coalesce(max(number), 0) FROM audit WHERE audit.academie = academie.academie),
    last_act = (SELECT json_extract(line, '$.hash') FROM audit WHERE audit.academie = academie.academie
                ORDER BY number DESC LIMIT 1);

CREATE TRIGGER audit_is_counted AFTER INSERT ON audit BEGIN
    UPDATE academie SET acts = new.number, last_act = json_extract(new.line, '$.hash') WHERE academie = new.academie;
END;
