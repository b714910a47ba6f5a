-- What staff set for the whole shop (contact and licences, banner, deadlines), in the row every shop page reads anyway.
ALTER TABLE content_version ADD COLUMN shop TEXT NOT NULL DEFAULT '{}' CONSTRAINT content_shop_json CHECK (json_valid(shop));

CREATE INDEX audit_by_staff ON audit_entries (staff_id, id); -- /admin/audit?staff=
CREATE INDEX audit_by_verb ON audit_entries (verb, id); -- /admin/audit?verb=
