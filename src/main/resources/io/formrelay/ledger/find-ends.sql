SELECT target, state, completed_at, filed FROM deliveries WHERE submission_id = :id ORDER BY target
