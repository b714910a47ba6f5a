-- What a chat shows of a link to a garden (docs/decisions/0023): the picture's address, and what it was drawn of.
ALTER TABLE gardens ADD COLUMN share_cover TEXT NOT NULL DEFAULT '';
ALTER TABLE gardens ADD COLUMN share_cover_of TEXT NOT NULL DEFAULT '';
