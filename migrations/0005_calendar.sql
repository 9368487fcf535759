CREATE TABLE `calendar_block` (
	`id` text PRIMARY KEY NOT NULL,
	`provider_id` text,
	`room_id` text,
	`from_day` text NOT NULL,
	`until_day` text NOT NULL,
	`opens` text,
	`closes` text,
	`reason` text NOT NULL,
	`active` integer NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `provider`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`room_id`) REFERENCES `room`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `calendar_block_until` ON `calendar_block` (`until_day`,`from_day`);--> statement-breakpoint
CREATE TABLE `work_week` (
	`id` text PRIMARY KEY NOT NULL,
	`provider_id` text,
	`room_id` text,
	`from_day` text NOT NULL,
	`until_day` text,
	`hours` text NOT NULL,
	`active` integer NOT NULL,
	FOREIGN KEY (`provider_id`) REFERENCES `provider`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`room_id`) REFERENCES `room`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `work_week_from` ON `work_week` (`from_day`);--> statement-breakpoint
ALTER TABLE `appointment_type` ADD `color` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `appointment_type` ADD `buffer_minutes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `appointment_type` ADD `preparation` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `appointment_type` ADD `for_whom` text DEFAULT 'any' NOT NULL;--> statement-breakpoint
ALTER TABLE `appointment_type` ADD `provider_ids` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `appointment_type` ADD `room_ids` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `practice` ADD `holidays` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `provider` ADD `overbook` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `visit` ADD `booked_at` integer;--> statement-breakpoint
ALTER TABLE `visit` ADD `booked_by` text;--> statement-breakpoint
ALTER TABLE `visit` ADD `overruled_reason` text;--> statement-breakpoint
CREATE INDEX `visit_provider` ON `visit` (`provider_id`,`day`);