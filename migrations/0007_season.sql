-- A garden's season as its keepers tell it -----------------------------------------
-- `client_key` is made by the phone that writes: sent again from a weak network, an update stays one row.
CREATE TABLE garden_updates (
  id TEXT NOT NULL PRIMARY KEY,
  garden TEXT NOT NULL REFERENCES gardens (code),
  plot TEXT REFERENCES plots (code),
  season INTEGER NOT NULL,
  phase TEXT NOT NULL,
  happened_on TEXT NOT NULL,
  weather TEXT NOT NULL,
  text_zh TEXT NOT NULL CONSTRAINT update_text CHECK (length(text_zh) BETWEEN 1 AND 500),
  text_en TEXT NOT NULL CONSTRAINT update_text_en CHECK (length(text_en) <= 1000),
  pictures TEXT NOT NULL DEFAULT '[]' CONSTRAINT update_pictures_json CHECK (json_valid(pictures)),
  client_key TEXT NOT NULL CONSTRAINT update_client_key UNIQUE,
  staff_id TEXT REFERENCES staff (id),
  at INTEGER NOT NULL,
  withdrawn_at INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX updates_of_garden ON garden_updates (garden, season, happened_on, id); -- /my/garden, /admin/gardens/:code/updates

-- A garden that is silent for 30 days raises an alarm: the date follows its updates.
CREATE TRIGGER garden_heard AFTER INSERT ON garden_updates
BEGIN
  UPDATE gardens SET updated_at = max(coalesce(updated_at, 0), NEW.at) WHERE code = NEW.garden;
END;

-- Harvests --------------------------------------------------------------------
-- What was harvested of a grade, and whose it is. `shared_g` is written last in the same batch: a harvest whose
-- shares do not sum to it to the gram never stands.
CREATE TABLE harvests (
  id TEXT NOT NULL PRIMARY KEY,
  garden TEXT NOT NULL REFERENCES gardens (code),
  season INTEGER NOT NULL,
  grade TEXT NOT NULL,
  grams INTEGER NOT NULL CONSTRAINT harvest_grams CHECK (grams > 0),
  plucked_on TEXT NOT NULL,
  note TEXT NOT NULL,
  client_key TEXT NOT NULL CONSTRAINT harvest_client_key UNIQUE,
  staff_id TEXT REFERENCES staff (id),
  at INTEGER NOT NULL,
  shared_g INTEGER CONSTRAINT harvest_shared_whole CHECK (shared_g IS NULL OR shared_g = grams)
) STRICT, WITHOUT ROWID;
CREATE INDEX harvests_of_season ON harvests (garden, season, id); -- /admin/gardens/:code/harvests

CREATE TABLE harvest_shares (
  adoption_id TEXT NOT NULL REFERENCES adoptions (id),
  harvest_id TEXT NOT NULL REFERENCES harvests (id),
  grams INTEGER NOT NULL CONSTRAINT share_grams CHECK (grams >= 0),
  PRIMARY KEY (adoption_id, harvest_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shares_of_harvest ON harvest_shares (harvest_id, adoption_id); -- /admin/gardens/:code/harvests

-- A harvest entry is never rewritten: a correction stands beside it, its grams the difference to what counted before.
-- `shared_g` is written last, so that the shares of a correction sum to it or the whole batch falls.
CREATE TABLE harvest_corrections (
  id TEXT NOT NULL PRIMARY KEY,
  harvest_id TEXT NOT NULL REFERENCES harvests (id),
  seq INTEGER NOT NULL CONSTRAINT correction_seq CHECK (seq > 0),
  grams INTEGER NOT NULL CONSTRAINT correction_grams CHECK (grams <> 0),
  reason TEXT NOT NULL CONSTRAINT correction_reason CHECK (length(reason) > 0),
  client_key TEXT NOT NULL CONSTRAINT correction_client_key UNIQUE,
  staff_id TEXT REFERENCES staff (id),
  at INTEGER NOT NULL,
  shared_g INTEGER CONSTRAINT correction_shared_whole CHECK (shared_g IS NULL OR shared_g = grams),
  CONSTRAINT correction_once UNIQUE (harvest_id, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE correction_shares (
  adoption_id TEXT NOT NULL REFERENCES adoptions (id),
  correction_id TEXT NOT NULL REFERENCES harvest_corrections (id),
  grams INTEGER NOT NULL,
  PRIMARY KEY (adoption_id, correction_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shares_of_correction ON correction_shares (correction_id, adoption_id); -- the sum, at its entry

-- Entries and corrections stand for ever.
CREATE TRIGGER harvest_stays BEFORE UPDATE OF id, garden, season, grade, grams, plucked_on, at ON harvests
BEGIN
  SELECT RAISE(ABORT, 'harvest_stays');
END;
CREATE TRIGGER harvest_kept BEFORE DELETE ON harvests
BEGIN
  SELECT RAISE(ABORT, 'harvest_stays');
END;
CREATE TRIGGER share_stays BEFORE UPDATE ON harvest_shares
BEGIN
  SELECT RAISE(ABORT, 'harvest_stays');
END;
CREATE TRIGGER share_kept BEFORE DELETE ON harvest_shares
BEGIN
  SELECT RAISE(ABORT, 'harvest_stays');
END;
CREATE TRIGGER correction_stays BEFORE UPDATE OF id, harvest_id, seq, grams, reason, at ON harvest_corrections
BEGIN
  SELECT RAISE(ABORT, 'harvest_stays');
END;
CREATE TRIGGER correction_kept BEFORE DELETE ON harvest_corrections
BEGIN
  SELECT RAISE(ABORT, 'harvest_stays');
END;
CREATE TRIGGER correction_share_stays BEFORE UPDATE ON correction_shares
BEGIN
  SELECT RAISE(ABORT, 'harvest_stays');
END;
CREATE TRIGGER correction_share_kept BEFORE DELETE ON correction_shares
BEGIN
  SELECT RAISE(ABORT, 'harvest_stays');
END;

-- What a closed season was short of is settled with its adopters: nothing changes under it.
CREATE TRIGGER correction_in_season BEFORE INSERT ON harvest_corrections
WHEN EXISTS (SELECT 1 FROM harvests h CROSS JOIN garden_seasons g ON g.garden = h.garden AND g.season = h.season
  WHERE h.id = NEW.harvest_id AND g.closed_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'correction_in_season');
END;

-- Parcels ---------------------------------------------------------------------
-- Tea on its way to an adopter, one parcel each window. A name of null waits for the receiver of a gift.
CREATE TABLE dispatches (
  id TEXT NOT NULL PRIMARY KEY,
  number TEXT NOT NULL CONSTRAINT dispatch_number UNIQUE,
  adoption_id TEXT NOT NULL REFERENCES adoptions (id),
  garden TEXT NOT NULL,
  season INTEGER NOT NULL,
  period TEXT NOT NULL,
  grams TEXT NOT NULL CONSTRAINT dispatch_grams_json CHECK (json_valid(grams)),
  address_until TEXT NOT NULL,
  send_by TEXT NOT NULL,
  recipient_name TEXT,
  phone_sealed TEXT,
  region_code TEXT,
  street TEXT,
  planned_at INTEGER NOT NULL,
  carrier TEXT,
  tracking_no TEXT,
  shipped_at INTEGER,
  called_off_at INTEGER,
  CONSTRAINT dispatch_once UNIQUE (adoption_id, period),
  CONSTRAINT dispatch_sent_or_called_off CHECK (shipped_at IS NULL OR called_off_at IS NULL)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispatches_waiting ON dispatches (send_by, id)
  WHERE shipped_at IS NULL AND called_off_at IS NULL; -- /admin/dispatches
CREATE INDEX dispatches_of_season ON dispatches (garden, season, id); -- /admin/gardens/:code

-- Sent is for ever, and to an address; of two who send the same parcel the second is told.
CREATE TRIGGER dispatch_sent_once BEFORE UPDATE OF shipped_at, called_off_at ON dispatches
WHEN OLD.shipped_at IS NOT NULL OR (NEW.shipped_at IS NOT NULL AND (OLD.called_off_at IS NOT NULL OR OLD.street IS NULL))
BEGIN
  SELECT RAISE(ABORT, 'dispatch_sent_once');
END;
-- The refund rule and the adopter's page read grams sent from the adoption itself.
CREATE TRIGGER dispatch_sent AFTER UPDATE OF shipped_at ON dispatches WHEN OLD.shipped_at IS NULL AND NEW.shipped_at IS NOT NULL
BEGIN
  UPDATE adoptions SET sent_g = (
    SELECT json_group_object(grade, g) FROM (
      SELECT key grade, sum(value) g FROM (
        SELECT key, value FROM json_each(adoptions.sent_g)
        UNION ALL SELECT key, value FROM json_each(NEW.grams)) GROUP BY key))
  WHERE id = NEW.adoption_id;
END;
-- Money back means no tea on its way any more.
CREATE TRIGGER dispatches_of_released AFTER UPDATE OF released_at ON adoptions
WHEN OLD.released_at IS NULL AND NEW.released_at IS NOT NULL
BEGIN
  UPDATE dispatches SET called_off_at = NEW.released_at
    WHERE adoption_id = NEW.id AND shipped_at IS NULL AND called_off_at IS NULL;
END;
-- A parcel's address stays as it was sent to, until the adopter's personal data goes (the name becomes a dash).
CREATE TRIGGER dispatch_address_stays BEFORE UPDATE OF recipient_name, phone_sealed, region_code, street ON dispatches
WHEN OLD.shipped_at IS NOT NULL AND NEW.recipient_name IS NOT '—'
BEGIN
  SELECT RAISE(ABORT, 'dispatch_sent_once');
END;

-- Of a colleague who corrects and one who plans parcels at the same moment the second breaks: what is sent or on its
-- way was harvested. Tea sent after the season is the choice of who was short, and comes from elsewhere.
CREATE TRIGGER correction_leaves_sent AFTER INSERT ON correction_shares
WHEN NEW.grams < 0
BEGIN
  SELECT RAISE(ABORT, 'dispatch_was_harvested') FROM harvest_corrections n CROSS JOIN harvests own ON own.id = n.harvest_id
  WHERE n.id = NEW.correction_id AND (
      SELECT coalesce(sum(s.grams), 0) FROM harvest_shares s CROSS JOIN harvests h ON h.id = s.harvest_id
      WHERE s.adoption_id = NEW.adoption_id AND h.grade = own.grade
    ) + (
      SELECT coalesce(sum(s.grams), 0) FROM correction_shares s CROSS JOIN harvest_corrections c ON c.id = s.correction_id
      CROSS JOIN harvests h ON h.id = c.harvest_id WHERE s.adoption_id = NEW.adoption_id AND h.grade = own.grade
    ) < (
      SELECT coalesce(sum(j.value), 0) FROM dispatches d, json_each(d.grams) j
      WHERE d.adoption_id = NEW.adoption_id AND d.called_off_at IS NULL AND j.key = own.grade);
END;
CREATE TRIGGER dispatch_was_harvested AFTER INSERT ON dispatches
WHEN EXISTS (SELECT 1 FROM garden_seasons g WHERE g.garden = NEW.garden AND g.season = NEW.season AND g.closed_at IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'dispatch_was_harvested') FROM json_each(NEW.grams) k WHERE (
      SELECT coalesce(sum(s.grams), 0) FROM harvest_shares s CROSS JOIN harvests h ON h.id = s.harvest_id
      WHERE s.adoption_id = NEW.adoption_id AND h.grade = k.key
    ) + (
      SELECT coalesce(sum(s.grams), 0) FROM correction_shares s CROSS JOIN harvest_corrections c ON c.id = s.correction_id
      CROSS JOIN harvests h ON h.id = c.harvest_id WHERE s.adoption_id = NEW.adoption_id AND h.grade = k.key
    ) < (
      SELECT coalesce(sum(j.value), 0) FROM dispatches d, json_each(d.grams) j
      WHERE d.adoption_id = NEW.adoption_id AND d.called_off_at IS NULL AND j.key = k.key);
END;

-- Visits and short seasons ------------------------------------------------------
CREATE TABLE garden_visits (
  id TEXT NOT NULL PRIMARY KEY,
  adoption_id TEXT NOT NULL REFERENCES adoptions (id),
  garden TEXT NOT NULL REFERENCES gardens (code),
  wished_on TEXT NOT NULL,
  guests INTEGER NOT NULL CONSTRAINT visit_guests CHECK (guests > 0),
  note TEXT NOT NULL CONSTRAINT visit_note CHECK (length(note) <= 200),
  state TEXT NOT NULL,
  answer TEXT NOT NULL,
  at INTEGER NOT NULL,
  answered_at INTEGER,
  staff_id TEXT REFERENCES staff (id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX visit_open_once ON garden_visits (adoption_id) WHERE answered_at IS NULL; -- one open wish each
CREATE INDEX visits_of_adoption ON garden_visits (adoption_id, id); -- /my/garden
CREATE INDEX visits_by_day ON garden_visits (wished_on, id); -- /admin/visits

-- A season that closed short, and what the adopter chose instead. Values are fen.
CREATE TABLE shortfalls (
  adoption_id TEXT NOT NULL PRIMARY KEY REFERENCES adoptions (id),
  grams TEXT NOT NULL CONSTRAINT shortfall_grams_json CHECK (json_valid(grams)),
  value_fen INTEGER NOT NULL CONSTRAINT shortfall_value CHECK (value_fen > 0),
  noted_at INTEGER NOT NULL,
  choice TEXT,
  chosen_at INTEGER,
  settled_by TEXT
) STRICT, WITHOUT ROWID;
CREATE TRIGGER shortfall_chosen_once BEFORE UPDATE OF choice ON shortfalls WHEN OLD.choice IS NOT NULL
BEGIN
  SELECT RAISE(ABORT, 'shortfall_chosen_once');
END;
