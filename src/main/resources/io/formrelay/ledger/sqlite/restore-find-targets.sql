SELECT DISTINCT target FROM deliveries WHERE completed_at IS NULL
