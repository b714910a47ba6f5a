-- Where the receiver of a gift wants its tea: given when it is claimed, copied to each parcel, theirs to change there.
ALTER TABLE adoption_gifts ADD COLUMN to_name TEXT;
ALTER TABLE adoption_gifts ADD COLUMN to_region TEXT;
ALTER TABLE adoption_gifts ADD COLUMN to_street TEXT;
