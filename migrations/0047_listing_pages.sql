-- The listing table narrowed to a family pages by key as the whole table does.
CREATE INDEX products_family_rank ON products (family, search_rank); -- /admin/listings?family=
CREATE INDEX products_family_shelf ON products (family, listed, search_rank); -- the same, view=listed
CREATE INDEX products_family_lacking ON products (family, search_rank) WHERE facts_missing > 0; -- the same, view=lacking
CREATE INDEX products_family_sample ON products (family, search_rank) WHERE sample = 1; -- the same, view=sample
CREATE INDEX drafts_fresh ON product_drafts (id) WHERE product_id IS NULL; -- /admin/listings, its first page
