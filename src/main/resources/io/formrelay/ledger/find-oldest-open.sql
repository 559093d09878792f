SELECT received_at FROM deliveries
WHERE target = :target AND completed_at IS NULL
ORDER BY received_at
LIMIT 1
