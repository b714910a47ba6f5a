-- When contact, phone and free words of a closed request were taken out.
ALTER TABLE quotations ADD COLUMN forgotten_at INTEGER;
CREATE INDEX quotations_ageing ON quotations (closed_at) WHERE closed_at IS NOT NULL AND forgotten_at IS NULL; -- the nightly run
