-- Both an id and a key can stand already, in different submissions; the differing one counts.
SELECT id, fingerprint FROM submissions
WHERE id = :id OR idempotency_key = :key
ORDER BY CASE WHEN fingerprint = :fingerprint THEN 1 ELSE 0 END, received_at
LIMIT 1
