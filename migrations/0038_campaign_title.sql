-- The campaign has one English name. A title that staff wrote themselves stays.
UPDATE campaigns SET title_en = 'A Garden in Guizhou' WHERE code = 'tea' AND title_en = 'I have a garden in Guizhou';
