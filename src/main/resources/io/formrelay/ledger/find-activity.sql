SELECT slot, target, accepted, delivered, retried, dead_lettered
FROM activity
WHERE slot >= :from
ORDER BY slot, target
