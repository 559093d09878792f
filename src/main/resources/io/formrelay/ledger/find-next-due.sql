SELECT due FROM deliveries WHERE target = :target AND due IS NOT NULL ORDER BY due LIMIT 1
