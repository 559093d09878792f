-- Reads every body where none is sealed: asked only when a key is to be made.
SELECT id FROM submissions WHERE body LIKE '%' || :mark || '%'
UNION ALL
SELECT submission_id FROM deliveries WHERE body LIKE '%' || :mark || '%'
LIMIT 1
