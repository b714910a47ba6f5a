-- People of the desk: a way in that is set anew, no lock a stranger can close, and always somebody who gives roles.

-- A one-time link makes an account, or gives the account it names a new password and authenticator.
ALTER TABLE staff_setups ADD COLUMN staff_id TEXT REFERENCES staff (id);

-- Wrong tries are counted where they come from (rate_limits), not on the account they are made against.
ALTER TABLE staff DROP COLUMN failed;
ALTER TABLE staff DROP COLUMN locked_until;

-- The last owner stays one, whatever two of them do at the same moment. A sample account, which production lets nobody
-- sign in with, does not stand in for a real one.
CREATE TRIGGER owner_stays BEFORE UPDATE OF role ON staff
WHEN OLD.role = 'owner' AND NEW.role <> 'owner' AND NOT EXISTS (
  SELECT 1 FROM staff s WHERE s.role = 'owner' AND s.id <> OLD.id AND s.sample <= OLD.sample
)
BEGIN
  SELECT RAISE(ABORT, 'owner_stays');
END;
