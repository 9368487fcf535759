CREATE TABLE `overlap_mark` (
	`id` integer PRIMARY KEY NOT NULL,
	`sequence` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `task` (
	`id` text PRIMARY KEY NOT NULL,
	`source` text NOT NULL,
	`title` text NOT NULL,
	`note` text NOT NULL,
	`patient_id` text,
	`visit_id` text,
	`waiting_id` text,
	`recall_id` text,
	`beside_visit_id` text,
	`staff_id` text,
	`role` text,
	`due_day` text,
	`due_time` text,
	`status` text NOT NULL,
	`made_at` integer NOT NULL,
	`made_by` text NOT NULL,
	`closed_at` integer,
	`closed_by` text,
	`reason` text NOT NULL,
	FOREIGN KEY (`patient_id`) REFERENCES `patient`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`visit_id`) REFERENCES `visit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`waiting_id`) REFERENCES `waiting`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recall_id`) REFERENCES `recall`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`beside_visit_id`) REFERENCES `visit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`staff_id`) REFERENCES `staff_member`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_status` ON `task` (`status`,`due_day`);--> statement-breakpoint
CREATE INDEX `task_closed` ON `task` (`closed_at`);--> statement-breakpoint
CREATE INDEX `task_patient` ON `task` (`patient_id`);--> statement-breakpoint
CREATE INDEX `task_visit` ON `task` (`visit_id`);--> statement-breakpoint
CREATE INDEX `task_beside` ON `task` (`beside_visit_id`);