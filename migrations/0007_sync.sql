CREATE TABLE `this_desk` (
	`id` integer PRIMARY KEY NOT NULL,
	`desk_id` text NOT NULL,
	FOREIGN KEY (`desk_id`) REFERENCES `desk`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sync_conflict` (
	`id` text PRIMARY KEY NOT NULL,
	`record_type` text NOT NULL,
	`local_id` text NOT NULL,
	`patient_id` text,
	`fields` text NOT NULL,
	`base` text NOT NULL,
	`mine` text NOT NULL,
	`theirs` text NOT NULL,
	`mine_by` text NOT NULL,
	`theirs_by` text NOT NULL,
	`theirs_desk` text NOT NULL,
	`theirs_at` integer,
	`found_at` integer NOT NULL,
	`settled_at` integer,
	`settled_by` text,
	`choice` text
);
--> statement-breakpoint
CREATE INDEX `sync_conflict_open` ON `sync_conflict` (`settled_at`,`found_at`);--> statement-breakpoint
CREATE TABLE `sync_cursor` (
	`resource_type` text PRIMARY KEY NOT NULL,
	`since` integer NOT NULL,
	`swept_at` integer
);
--> statement-breakpoint
CREATE TABLE `sync_send` (
	`resource_type` text NOT NULL,
	`record_type` text NOT NULL,
	`local_id` text NOT NULL,
	`server_id` text,
	`based_on` text,
	`body` text NOT NULL,
	`generation` integer NOT NULL,
	`attempts` integer NOT NULL,
	`failures` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`resource_type`, `local_id`)
);
--> statement-breakpoint
CREATE TABLE `sync_server` (
	`id` integer PRIMARY KEY NOT NULL,
	`address` text NOT NULL,
	`authorities` text,
	`credentials` text NOT NULL,
	`capabilities` text NOT NULL,
	`connected_at` integer NOT NULL,
	`connected_by` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sync_waiting` (
	`resource_type` text NOT NULL,
	`server_id` text NOT NULL,
	`content` text NOT NULL,
	PRIMARY KEY(`resource_type`, `server_id`)
);
--> statement-breakpoint
DROP INDEX `tender_voids`;--> statement-breakpoint
CREATE INDEX `tender_voids` ON `tender` (`voids_id`);--> statement-breakpoint
DROP INDEX `consent_text_version`;--> statement-breakpoint
CREATE INDEX `consent_text_version` ON `consent_text` (`series_id`,`version`,`language`);--> statement-breakpoint
DROP INDEX `patient_mrn`;--> statement-breakpoint
CREATE INDEX `patient_mrn` ON `patient` (`mrn`);--> statement-breakpoint
ALTER TABLE `outbox` ADD `problem` text;--> statement-breakpoint
ALTER TABLE `outbox` ADD `problem_words` text;--> statement-breakpoint
ALTER TABLE `foreign_content` ADD `version` text;--> statement-breakpoint
ALTER TABLE `foreign_content` ADD `last_updated` integer;
--> statement-breakpoint
INSERT INTO `this_desk` (`id`, `desk_id`) SELECT 1, `id` FROM `desk` ORDER BY `name` LIMIT 1;
