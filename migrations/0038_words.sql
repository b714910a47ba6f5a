-- One English name for one thing. What staff wrote themselves stays.
UPDATE campaigns SET title_en = 'A Garden in Guizhou' WHERE code = 'tea' AND title_en = 'I have a garden in Guizhou';
UPDATE families SET name_en = 'Yellow chives' WHERE code = 'chive' AND name_en = 'Puding chives';
UPDATE families SET name_en = 'Cili juice' WHERE code = 'cili' AND name_en = 'Chungui cili';
UPDATE families SET name_en = 'Miaoganma noodles' WHERE code = 'noodle' AND name_en = 'Noodles';
