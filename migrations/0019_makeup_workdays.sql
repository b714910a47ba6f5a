-- A row is a holiday (`rest`) or a weekend on which everybody works in exchange for one (`work`).
ALTER TABLE holidays ADD COLUMN kind TEXT DEFAULT 'rest' NOT NULL;
