CREATE TABLE `desk_life` (
	`id` integer PRIMARY KEY NOT NULL,
	`mark` text NOT NULL,
	`machine` text,
	`told` text DEFAULT '[]' NOT NULL,
	`turn` integer DEFAULT 0 NOT NULL,
	`cause` text,
	`renewed_at` integer,
	`former_desk_id` text,
	`is_lettered` integer DEFAULT false NOT NULL
);
--> statement-breakpoint
DROP INDEX `tender_receipt`;--> statement-breakpoint
CREATE INDEX `tender_receipt` ON `tender` (`desk_id`,`receipt_sequence`);