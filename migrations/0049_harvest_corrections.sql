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
