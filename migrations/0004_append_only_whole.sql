-- More of what only grows. Checkpoints sign the journals; audit_subject is an index of the audit that hides nothing.
CREATE TRIGGER audit_checkpoint_no_update BEFORE UPDATE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'audit_checkpoint is append-only'); END;
CREATE TRIGGER audit_checkpoint_no_delete BEFORE DELETE ON audit_checkpoint BEGIN SELECT RAISE(ABORT, 'audit_checkpoint is append-only'); END;
CREATE TRIGGER audit_subject_no_update BEFORE UPDATE ON audit_subject BEGIN SELECT RAISE(ABORT, 'audit_subject is append-only'); END;
CREATE TRIGGER audit_subject_no_delete BEFORE DELETE ON audit_subject BEGIN SELECT RAISE(ABORT, 'audit_subject is append-only'); END;
-- Whom the audit of before already concerns.
INSERT OR IGNORE INTO audit_subject (patient_id, audit_sequence) SELECT patient_id, sequence FROM audit WHERE patient_id IS NOT NULL;
INSERT OR IGNORE INTO audit_subject (patient_id, audit_sequence) SELECT substr(entity.value, 9), audit.sequence FROM audit, json_each(audit.entities) AS entity WHERE entity.value LIKE 'Patient/%';
-- What left the desk on paper.
CREATE TRIGGER print_job_no_update BEFORE UPDATE ON print_job BEGIN SELECT RAISE(ABORT, 'print_job is append-only'); END;
CREATE TRIGGER print_job_no_delete BEFORE DELETE ON print_job BEGIN SELECT RAISE(ABORT, 'print_job is append-only'); END;
-- What was signed: the words, the signature and its drawing stay as they were. Only whether they are in force may change.
CREATE TRIGGER consent_text_words BEFORE UPDATE OF id, series_id, kind, version, language, title, body, sha256, renewal, required, published_at, published_by ON consent_text BEGIN SELECT RAISE(ABORT, 'consent_text is append-only'); END;
CREATE TRIGGER consent_text_no_delete BEFORE DELETE ON consent_text BEGIN SELECT RAISE(ABORT, 'consent_text is append-only'); END;
CREATE TRIGGER consent_signature_answer BEFORE UPDATE OF id, visit_id, text_id, text_hash, outcome, signer_name, relation, method, refusal_reason, image_hash, strokes_hash, day, signed_at, witness ON consent_signature BEGIN SELECT RAISE(ABORT, 'consent_signature is append-only'); END;
CREATE TRIGGER consent_signature_no_delete BEFORE DELETE ON consent_signature BEGIN SELECT RAISE(ABORT, 'consent_signature is append-only'); END;
CREATE TRIGGER picture_content_no_update BEFORE UPDATE ON picture_content BEGIN SELECT RAISE(ABORT, 'picture_content is append-only'); END;
CREATE TRIGGER picture_content_no_delete BEFORE DELETE ON picture_content BEGIN SELECT RAISE(ABORT, 'picture_content is append-only'); END;
-- Until now the type for people without an appointment was told by its name.
UPDATE appointment_type SET walk_in = 1 WHERE name = 'Same-day';
