CREATE TABLE `audit_checkpoint` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`day` text NOT NULL,
	`reason` text NOT NULL,
	`audit_sequence` integer NOT NULL,
	`audit_hash` blob NOT NULL,
	`change_sequence` integer NOT NULL,
	`change_hash` blob NOT NULL,
	`previous_signature` blob NOT NULL,
	`signature` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `audit_subject` (
	`patient_id` text NOT NULL,
	`audit_sequence` integer NOT NULL,
	PRIMARY KEY(`patient_id`, `audit_sequence`)
);
--> statement-breakpoint
CREATE TABLE `consent_signature` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`visit_id` text,
	`text_id` text NOT NULL,
	`text_hash` text NOT NULL,
	`outcome` text NOT NULL,
	`signer_name` text NOT NULL,
	`relation` text NOT NULL,
	`method` text,
	`refusal_reason` text,
	`image_hash` text,
	`strokes_hash` text,
	`day` text NOT NULL,
	`signed_at` integer NOT NULL,
	`witness` text NOT NULL,
	`status` text NOT NULL,
	`revoked_at` integer,
	`revoked_by` text,
	`revoke_reason` text,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`text_id`) REFERENCES `consent_text`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`image_hash`) REFERENCES `picture_content`(`hash`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`strokes_hash`) REFERENCES `picture_content`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `consent_signature_patient` ON `consent_signature` (`patient_id`,`signed_at`);--> statement-breakpoint
CREATE INDEX `consent_signature_text` ON `consent_signature` (`text_id`);--> statement-breakpoint
CREATE TABLE `consent_text` (
	`id` text PRIMARY KEY NOT NULL,
	`series_id` text NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`language` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`sha256` text NOT NULL,
	`renewal` text NOT NULL,
	`required` integer NOT NULL,
	`published_at` integer NOT NULL,
	`published_by` text NOT NULL,
	`retired_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consent_text_version` ON `consent_text` (`series_id`,`version`,`language`);--> statement-breakpoint
CREATE TABLE `authorization` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`coverage_id` text,
	`kind` text NOT NULL,
	`number` text NOT NULL,
	`issued_by` text NOT NULL,
	`units_approved` integer,
	`units_used_before` integer NOT NULL,
	`starts_on` text,
	`expires_on` text,
	`note` text NOT NULL,
	`status` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`coverage_id`) REFERENCES `coverage`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `authorization_patient` ON `authorization` (`patient_id`);--> statement-breakpoint
CREATE TABLE `eligibility_check` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`visit_id` text NOT NULL,
	`coverage_id` text,
	`result` text NOT NULL,
	`how` text NOT NULL,
	`copay_cents` integer,
	`note` text NOT NULL,
	`override_reason` text NOT NULL,
	`checked_at` integer NOT NULL,
	`checked_by` text NOT NULL,
	`withdrawn` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`coverage_id`) REFERENCES `coverage`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `eligibility_check_patient` ON `eligibility_check` (`patient_id`,`checked_at`);--> statement-breakpoint
CREATE INDEX `eligibility_check_visit` ON `eligibility_check` (`visit_id`);--> statement-breakpoint
CREATE TABLE `foreign_content` (
	`number` integer PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`resource_type` text NOT NULL,
	`foreign_id` text NOT NULL,
	`state` text NOT NULL,
	`record_type` text,
	`record_id` text,
	`hash` blob NOT NULL,
	`content` text NOT NULL,
	`run_id` text NOT NULL,
	`line` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `foreign_content_resource` ON `foreign_content` (`foreign_id`,`resource_type`,`source`);--> statement-breakpoint
CREATE INDEX `foreign_content_record` ON `foreign_content` (`record_id`);--> statement-breakpoint
CREATE INDEX `foreign_content_waiting` ON `foreign_content` (`source`,`number`) WHERE state = 'waiting';--> statement-breakpoint
CREATE TABLE `identifier` (
	`system` text NOT NULL,
	`value` text NOT NULL,
	`record_type` text NOT NULL,
	`record_id` text NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`value`, `system`, `record_type`, `record_id`)
);
--> statement-breakpoint
CREATE INDEX `identifier_record` ON `identifier` (`record_type`,`record_id`);--> statement-breakpoint
CREATE TABLE `import_problem` (
	`number` integer PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`line` integer NOT NULL,
	`code` text NOT NULL,
	`element` text NOT NULL,
	`refused` integer NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `import_run`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `import_problem_run` ON `import_problem` (`run_id`,`line`);--> statement-breakpoint
CREATE TABLE `import_run` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`fingerprint` text NOT NULL,
	`format` text NOT NULL,
	`size` integer NOT NULL,
	`started_at` integer NOT NULL,
	`started_by` text NOT NULL,
	`finished_at` integer,
	`next_line` integer NOT NULL,
	`next_byte` integer NOT NULL,
	`created` integer NOT NULL,
	`changed` integer NOT NULL,
	`unchanged` integer NOT NULL,
	`bad` integer NOT NULL,
	`skipped` integer NOT NULL,
	`waiting` integer NOT NULL,
	`kept_fields` integer NOT NULL,
	`problems` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `import_run_file` ON `import_run` (`source`,`fingerprint`,`started_at`);--> statement-breakpoint
CREATE INDEX `import_run_started` ON `import_run` (`started_at`);--> statement-breakpoint
CREATE TABLE `patient_note` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`text` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `patient_note_patient` ON `patient_note` (`patient_id`);--> statement-breakpoint
CREATE TABLE `patient_search_sound` (
	`sound` text NOT NULL,
	`word` text NOT NULL,
	PRIMARY KEY(`sound`, `word`)
);
--> statement-breakpoint
CREATE TABLE `patient_search_version` (
	`id` integer PRIMARY KEY NOT NULL,
	`version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `related_person` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`related_patient_id` text,
	`name` text NOT NULL,
	`relationship` text NOT NULL,
	`phone` text NOT NULL,
	`email` text NOT NULL,
	`address` text NOT NULL,
	`language` text NOT NULL,
	`needs_interpreter` integer NOT NULL,
	`is_guarantor` integer NOT NULL,
	`is_proxy` integer NOT NULL,
	`is_emergency` integer NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`related_patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `related_person_patient` ON `related_person` (`patient_id`);--> statement-breakpoint
CREATE INDEX `related_person_related` ON `related_person` (`related_patient_id`);--> statement-breakpoint
CREATE TABLE `restricted_opening` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`staff_id` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `restricted_opening_patient` ON `restricted_opening` (`patient_id`);--> statement-breakpoint
CREATE TABLE `picture` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`kind` text NOT NULL,
	`content_hash` text NOT NULL,
	`mime` text NOT NULL,
	`width` integer NOT NULL,
	`height` integer NOT NULL,
	`taken_at` integer NOT NULL,
	`taken_by` text NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`content_hash`) REFERENCES `picture_content`(`hash`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `picture_patient` ON `picture` (`patient_id`,`taken_at`);--> statement-breakpoint
CREATE TABLE `picture_content` (
	`hash` text PRIMARY KEY NOT NULL,
	`mime` text NOT NULL,
	`bytes` blob NOT NULL
);
--> statement-breakpoint
CREATE TABLE `price_item` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`description` text NOT NULL,
	`amount_cents` integer NOT NULL,
	`active` integer NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `print_job` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`patient_id` text NOT NULL,
	`destination` text NOT NULL,
	`desk_id` text NOT NULL,
	`printed_at` integer NOT NULL,
	`printed_by` text NOT NULL,
	FOREIGN KEY (`desk_id`) REFERENCES `desk`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `print_job_subject` ON `print_job` (`kind`,`subject_id`);--> statement-breakpoint
CREATE TABLE `staff_preference` (
	`id` text PRIMARY KEY NOT NULL,
	`density` text NOT NULL,
	`text_size` integer NOT NULL,
	`theme` text NOT NULL,
	`clock` integer NOT NULL,
	`language` text NOT NULL,
	FOREIGN KEY (`id`) REFERENCES `staff_member`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `coverage` ADD `kind` text DEFAULT 'medical' NOT NULL;--> statement-breakpoint
ALTER TABLE `coverage` ADD `subscriber_name` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `coverage` ADD `subscriber_birth_date` text;--> statement-breakpoint
ALTER TABLE `coverage` ADD `relation` text DEFAULT 'self' NOT NULL;--> statement-breakpoint
ALTER TABLE `coverage` ADD `front_picture_id` text;--> statement-breakpoint
ALTER TABLE `coverage` ADD `back_picture_id` text;--> statement-breakpoint
ALTER TABLE `coverage` ADD `needs_authorization` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `coverage` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `audit` ADD `via` text;--> statement-breakpoint
ALTER TABLE `audit` ADD `detail` text;--> statement-breakpoint
CREATE INDEX `audit_staff` ON `audit` (`staff_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `audit_at` ON `audit` (`at`);--> statement-breakpoint
ALTER TABLE `patient` ADD `phone_e164` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `patient` ADD `second_phone` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `patient` ADD `phone_kind` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `patient` ADD `text_consent` text DEFAULT 'unknown' NOT NULL;--> statement-breakpoint
ALTER TABLE `patient` ADD `deceased_on` text;--> statement-breakpoint
ALTER TABLE `patient` ADD `restricted` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `patient` ADD `merged_into_id` text;--> statement-breakpoint
ALTER TABLE `patient` ADD `photo_id` text;--> statement-breakpoint
CREATE INDEX `patient_merged_into` ON `patient` (`merged_into_id`);--> statement-breakpoint
ALTER TABLE `patient_alert` ADD `active` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `patient_alert` ADD `created_at` integer;--> statement-breakpoint
ALTER TABLE `patient_alert` ADD `created_by` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `appointment_type` ADD `walk_in` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `appointment_type` ADD `active` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `desk` ADD `label_printer` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `practice` ADD `npi` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `practice` ADD `hours` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `practice` ADD `paper` text DEFAULT 'letter' NOT NULL;--> statement-breakpoint
ALTER TABLE `provider` ADD `npi` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `provider` ADD `active` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `room` ADD `active` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `visit` ADD `supervising_provider_id` text REFERENCES provider(id);--> statement-breakpoint
ALTER TABLE `visit` ADD `accident` text;--> statement-breakpoint
ALTER TABLE `visit` ADD `accident_date` text;--> statement-breakpoint
ALTER TABLE `visit` ADD `accident_state` text;--> statement-breakpoint
ALTER TABLE `visit` ADD `companion_name` text;--> statement-breakpoint
ALTER TABLE `visit` ADD `companion_relation` text;--> statement-breakpoint
ALTER TABLE `visit` ADD `copay_cents` integer;--> statement-breakpoint
ALTER TABLE `visit` ADD `authorization_id` text REFERENCES authorization(id);--> statement-breakpoint
ALTER TABLE `visit` ADD `forms_later_reason` text;--> statement-breakpoint
CREATE INDEX `visit_authorization` ON `visit` (`authorization_id`);