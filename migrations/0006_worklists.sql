CREATE TABLE `call` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`visit_id` text,
	`waiting_id` text,
	`recall_id` text,
	`outcome` text NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`active` integer NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`waiting_id`) REFERENCES `waiting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recall_id`) REFERENCES `recall`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `call_visit` ON `call` (`visit_id`);--> statement-breakpoint
CREATE INDEX `call_waiting` ON `call` (`waiting_id`);--> statement-breakpoint
CREATE INDEX `call_recall` ON `call` (`recall_id`);--> statement-breakpoint
CREATE INDEX `call_patient` ON `call` (`patient_id`);--> statement-breakpoint
CREATE TABLE `recall` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`type_id` text NOT NULL,
	`provider_id` text,
	`due_day` text NOT NULL,
	`note` text NOT NULL,
	`status` text NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` text NOT NULL,
	`visit_id` text,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`type_id`) REFERENCES `appointment_type`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`provider_id`) REFERENCES `provider`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `recall_due` ON `recall` (`status`,`due_day`);--> statement-breakpoint
CREATE INDEX `recall_patient` ON `recall` (`patient_id`);--> statement-breakpoint
CREATE TABLE `waiting` (
	`id` text PRIMARY KEY NOT NULL,
	`patient_id` text NOT NULL,
	`type_id` text NOT NULL,
	`provider_ids` text NOT NULL,
	`weekdays` text NOT NULL,
	`opens` text,
	`closes` text,
	`from_day` text NOT NULL,
	`until_day` text NOT NULL,
	`is_urgent` integer NOT NULL,
	`note` text NOT NULL,
	`status` text NOT NULL,
	`added_at` integer NOT NULL,
	`added_by` text NOT NULL,
	`offered_starts` integer,
	`offered_provider_id` text,
	`offered_at` integer,
	`visit_id` text,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`type_id`) REFERENCES `appointment_type`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`offered_provider_id`) REFERENCES `provider`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `waiting_status` ON `waiting` (`status`,`until_day`);--> statement-breakpoint
CREATE INDEX `waiting_patient` ON `waiting` (`patient_id`);--> statement-breakpoint
ALTER TABLE `visit` ADD `moved_reason` text;--> statement-breakpoint
ALTER TABLE `visit` ADD `replaces_id` text;--> statement-breakpoint
ALTER TABLE `visit` ADD `series_id` text;--> statement-breakpoint
ALTER TABLE `visit` ADD `late_minutes` integer;--> statement-breakpoint
CREATE INDEX `visit_replaces` ON `visit` (`replaces_id`) WHERE replaces_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `visit_series` ON `visit` (`series_id`) WHERE series_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `change_log_day` ON `change_log` (`day`);