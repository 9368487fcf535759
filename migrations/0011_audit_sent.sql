CREATE TABLE `audit_sent` (
	`id` integer PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE `practice_policy` ADD `sends_audit` integer DEFAULT false NOT NULL;