-- Both an id and a key can stand already, in different submissions; the differing one counts.
SELECT id, fingerprint FROM submissions
WHERE id = :id OR idempotency_key = :key
ORDER BY received_at
