SELECT submission_id FROM deliveries
WHERE target = :target AND holding = 1
ORDER BY order_key, submission_id
