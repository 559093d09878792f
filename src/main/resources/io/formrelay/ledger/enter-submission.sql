INSERT INTO submissions (id, idempotency_key, fingerprint, source, received_at, body)
VALUES (:id, :key, :fingerprint, :source, :receivedAt, :body)
ON CONFLICT DO NOTHING
