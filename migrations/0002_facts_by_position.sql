-- The home page (/) quotes the first visible facts.
CREATE INDEX facts_by_position ON impact_facts (visible, position);
