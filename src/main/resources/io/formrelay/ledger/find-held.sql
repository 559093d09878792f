SELECT order_key FROM deliveries
WHERE submission_id = :id AND target = :target AND holding = 1
