CREATE TABLE `practice_policy` (
	`id` text PRIMARY KEY NOT NULL,
	`minimum_version` text DEFAULT '' NOT NULL
);
