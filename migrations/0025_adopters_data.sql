-- A parcel's address stays as it was sent to, until the adopter's personal data goes (the name becomes a dash).
DROP TRIGGER dispatch_address_stays;
CREATE TRIGGER dispatch_address_stays BEFORE UPDATE OF recipient_name, phone_sealed, region_code, street ON dispatches
WHEN OLD.shipped_at IS NOT NULL AND NEW.recipient_name IS NOT '—'
BEGIN
  SELECT RAISE(ABORT, 'dispatch_sent_once');
END;
