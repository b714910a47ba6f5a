-- The home page names the sizes and prices of the first garden on sale.
CREATE INDEX gardens_selling ON gardens (position, code) WHERE listed = 1 AND selling = 1; -- /
