SELECT target, state, completed_at, filed, holding FROM deliveries WHERE submission_id = :id ORDER BY target
