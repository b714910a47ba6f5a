-- A clerk who sent the wrong PDF sends the files of the same invoice once more (docs/decisions/0063). They lie under a key
-- of their own, so that the row says at every moment which files are the invoice's; null: under its id, as they first came.
ALTER TABLE invoice_documents ADD COLUMN files_key TEXT;

-- What an invoice says stands for good; its files may be followed by others.
DROP TRIGGER invoice_document_stands;
CREATE TRIGGER invoice_document_stands BEFORE UPDATE ON invoice_documents
WHEN NEW.files_key IS NULL OR NEW.files_key IS OLD.files_key OR NEW.id <> OLD.id OR NEW.request_id <> OLD.request_id
  OR NEW.number <> OLD.number OR NEW.red_of IS NOT OLD.red_of OR NEW.confirm_no IS NOT OLD.confirm_no
  OR NEW.amount_fen <> OLD.amount_fen OR NEW.tax_fen <> OLD.tax_fen OR NEW.issued_on <> OLD.issued_on
  OR NEW.differs <> OLD.differs OR NEW.reason <> OLD.reason OR NEW.staff_id <> OLD.staff_id OR NEW.at <> OLD.at
BEGIN
  SELECT RAISE(ABORT, 'invoice_document_stands');
END;
