-- Taken in rising order and before anything else, so that no two transactions can wait for each
-- other. The many keys share 1,024 locks: PostgreSQL's table of locks is small.
SELECT pg_advisory_xact_lock(1179796313, bucket)
FROM (
  SELECT DISTINCT abs(hashtext(target || ' ' || order_key) % 1024) AS bucket
  FROM (
    SELECT pair ->> 0 AS target, pair ->> 1 AS order_key
    FROM jsonb_array_elements(CAST(:orders AS jsonb)) pair
    UNION ALL
    SELECT d.target, d.order_key
    FROM jsonb_array_elements(CAST(:deliveries AS jsonb)) pair
    JOIN deliveries d ON d.submission_id = pair ->> 0 AND d.target = pair ->> 1
    WHERE d.order_key IS NOT NULL
  ) keys
  ORDER BY bucket
) buckets
