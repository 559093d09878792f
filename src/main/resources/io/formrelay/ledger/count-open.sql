-- Three counts, each of an index alone; who is neither being sent nor retrying is pending.
SELECT target, 'open' AS state, count(*) AS total
FROM deliveries WHERE completed_at IS NULL GROUP BY target
UNION ALL
SELECT target, 'sending', count(*) FROM deliveries WHERE state = 'sending' GROUP BY target
UNION ALL
SELECT target, 'retrying', count(*) FROM deliveries WHERE state = 'retrying' GROUP BY target
