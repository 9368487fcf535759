CREATE TABLE `tender` (
	`id` text PRIMARY KEY NOT NULL,
	`desk_id` text NOT NULL,
	`receipt_sequence` integer NOT NULL,
	`visit_id` text NOT NULL,
	`patient_id` text NOT NULL,
	`day` text NOT NULL,
	`kind` text NOT NULL,
	`purpose` text NOT NULL,
	`amount_cents` integer NOT NULL,
	`reference` text NOT NULL,
	`taken_at` integer NOT NULL,
	`taken_by` text NOT NULL,
	`voids_id` text,
	`void_reason` text,
	FOREIGN KEY (`desk_id`) REFERENCES `desk`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `tender_receipt` ON `tender` (`desk_id`,`receipt_sequence`);--> statement-breakpoint
CREATE UNIQUE INDEX `tender_voids` ON `tender` (`voids_id`);--> statement-breakpoint
CREATE INDEX `tender_visit` ON `tender` (`visit_id`);--> statement-breakpoint
CREATE INDEX `tender_patient` ON `tender` (`patient_id`,`purpose`);--> statement-breakpoint
CREATE INDEX `tender_day` ON `tender` (`day`);--> statement-breakpoint
CREATE TABLE `coverage` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`priority` integer NOT NULL,
	`status` text NOT NULL,
	`payer_name` text NOT NULL,
	`plan_name` text NOT NULL,
	`member_id` text NOT NULL,
	`group_number` text NOT NULL,
	`copay_cents` integer,
	`starts_on` text,
	`ends_on` text,
	`confirmed_at` integer,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `coverage_patient` ON `coverage` (`patient_id`,`status`);--> statement-breakpoint
CREATE INDEX `coverage_member` ON `coverage` (`member_id`);--> statement-breakpoint
CREATE TABLE `audit` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`at` integer NOT NULL,
	`staff_id` text,
	`role` text,
	`desk_id` text NOT NULL,
	`method` text NOT NULL,
	`action` text NOT NULL,
	`outcome` text NOT NULL,
	`patient_id` text,
	`entities` text NOT NULL,
	`operation_id` text,
	`previous_hash` blob NOT NULL,
	`hash` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_patient` ON `audit` (`patient_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `change_log` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`operation_id` text NOT NULL,
	`undoes_operation_id` text,
	`method` text NOT NULL,
	`record_type` text NOT NULL,
	`local_id` text NOT NULL,
	`action` text NOT NULL,
	`diff` text NOT NULL,
	`staff_id` text NOT NULL,
	`desk_id` text NOT NULL,
	`day` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`hlc` text NOT NULL,
	`previous_hash` blob NOT NULL,
	`hash` blob NOT NULL
);
--> statement-breakpoint
CREATE INDEX `change_log_record` ON `change_log` (`record_type`,`local_id`,`sequence`);--> statement-breakpoint
CREATE INDEX `change_log_operation` ON `change_log` (`operation_id`);--> statement-breakpoint
CREATE INDEX `change_log_undoes` ON `change_log` (`undoes_operation_id`);--> statement-breakpoint
CREATE TABLE `operation` (
	`id` text PRIMARY KEY NOT NULL,
	`method` text NOT NULL,
	`staff_id` text NOT NULL,
	`output` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `outbox` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`operation_id` text NOT NULL,
	`record_type` text NOT NULL,
	`local_id` text NOT NULL,
	`action` text NOT NULL,
	`state` text NOT NULL,
	`rank` integer NOT NULL,
	`generation` integer NOT NULL,
	`staff_id` text NOT NULL,
	`queued_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `outbox_record` ON `outbox` (`record_type`,`local_id`);--> statement-breakpoint
CREATE INDEX `outbox_rank` ON `outbox` (`state`,`rank`,`sequence`);--> statement-breakpoint
CREATE TABLE `mrn_counter` (
	`id` integer PRIMARY KEY NOT NULL,
	`last` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `patient` (
	`id` text PRIMARY KEY NOT NULL,
	`mrn` text NOT NULL,
	`family` text NOT NULL,
	`given` text NOT NULL,
	`middle` text NOT NULL,
	`suffix` text NOT NULL,
	`preferred_name` text NOT NULL,
	`birth_date` text NOT NULL,
	`sex` text NOT NULL,
	`phone` text NOT NULL,
	`email` text NOT NULL,
	`address_line` text NOT NULL,
	`city` text NOT NULL,
	`state` text NOT NULL,
	`postal_code` text NOT NULL,
	`language` text NOT NULL,
	`needs_interpreter` integer NOT NULL,
	`provisional` integer NOT NULL,
	`active` integer NOT NULL,
	`name_key` text NOT NULL,
	`phone_digits` text NOT NULL,
	`version` integer NOT NULL,
	`demographics_confirmed_at` integer,
	`demographics_confirmed_by` text,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `patient_mrn` ON `patient` (`mrn`);--> statement-breakpoint
CREATE INDEX `patient_birth_date` ON `patient` (`birth_date`);--> statement-breakpoint
CREATE INDEX `patient_name_key` ON `patient` (`name_key`);--> statement-breakpoint
CREATE INDEX `patient_phone_digits` ON `patient` (`phone_digits`);--> statement-breakpoint
CREATE INDEX `patient_postal_code` ON `patient` (`postal_code`,`address_line`);--> statement-breakpoint
CREATE TABLE `patient_alert` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`kind` text NOT NULL,
	`text` text NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `patient_alert_patient` ON `patient_alert` (`patient_id`);--> statement-breakpoint
CREATE TABLE `appointment_type` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`minutes` integer NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `desk` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`receipt_prefix` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `practice` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`phone` text NOT NULL,
	`address` text NOT NULL,
	`zone` text NOT NULL,
	`demo` integer NOT NULL,
	`idle_lock_minutes` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `provider` (
	`id` text PRIMARY KEY NOT NULL,
	`display_name` text NOT NULL,
	`specialty` text NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `room` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `staff_member` (
	`id` text PRIMARY KEY NOT NULL,
	`display_name` text NOT NULL,
	`initials` text NOT NULL,
	`role` text NOT NULL,
	`active` integer NOT NULL,
	`position` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `staff_pin` (
	`staff_id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`failed_attempts` integer NOT NULL,
	`locked_until` integer,
	FOREIGN KEY (`staff_id`) REFERENCES `staff_member`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `migration` (
	`number` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`checksum` text NOT NULL,
	`applied_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `prior_balance` (
	`patient_id` text PRIMARY KEY NOT NULL,
	`amount_cents` integer NOT NULL,
	`as_of` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `visit` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`provider_id` text,
	`room_id` text,
	`type_id` text NOT NULL,
	`day` text NOT NULL,
	`scheduled_at` integer,
	`minutes` integer NOT NULL,
	`reason` text NOT NULL,
	`status` text NOT NULL,
	`status_since` integer NOT NULL,
	`arrived_at` integer,
	`checked_in_at` integer,
	`walk_in` integer NOT NULL,
	`identifiers` text,
	`identified_at` integer,
	`identified_by` text,
	`demographics_confirmed_at` integer,
	`coverage_choice` text,
	`coverage_id` text,
	`copay_outcome` text,
	`no_copay_reason` text,
	`cancel_reason` text,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `provider`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`room_id`) REFERENCES `room`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`type_id`) REFERENCES `appointment_type`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`coverage_id`) REFERENCES `coverage`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `visit_day` ON `visit` (`day`,`scheduled_at`);--> statement-breakpoint
CREATE INDEX `visit_patient` ON `visit` (`patient_id`,`day`);