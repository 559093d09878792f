SELECT d.state, d.replay_key, s.idempotency_key
FROM deliveries d JOIN submissions s ON s.id = d.submission_id
WHERE d.submission_id = :id AND d.target = :target
