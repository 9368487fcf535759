-- More of what only grows. Checkpoints sign the journals; audit_subject is an index of the audit that hides nothing.
CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'audit_checkpoint is append-only'); END;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'audit_checkpoint is append-only'); END;
CREATE TRIGGER audit_subject_no_update BEFORE UPDATE ON audit_subject BEGIN SELECT RAISE(ABORT, 'audit_subject is append-only'); END;
CREATE TRIGGER audit_subject_no_delete BEFORE DELETE ON audit_subject BEGIN SELECT RAISE(ABORT, 'audit_subject is append-only'); END;
-- Whom the audit of before already concerns.
INSERT OR IGNORE INTO audit_subject (patient_id, audit_sequence) SELECT patient_id, sequence FROM audit WHERE patient_id IS NOT NULL;
INSERT OR IGNORE INTO audit_subject (patient_id, audit_sequence) SELECT substr(entity.value, 9), audit.sequence FROM audit, json_each(audit.entities) AS entity WHERE entity.value LIKE 'Patient/%';
