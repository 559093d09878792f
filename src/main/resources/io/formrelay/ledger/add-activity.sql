-- Several relays on one ledger add up.
INSERT INTO activity (slot, target, accepted, delivered, retried, dead_lettered)
VALUES (:slot, :target, :accepted, :delivered, :retried, :deadLettered)
ON CONFLICT (slot, target) DO UPDATE SET
  accepted = activity.accepted + excluded.accepted,
  delivered = activity.delivered + excluded.delivered,
  retried = activity.retried + excluded.retried,
  dead_lettered = activity.dead_lettered + excluded.dead_lettered
