UPDATE deliveries
SET state = 'sending', due = NULL, attempts = attempts + 1,
  claimed_by = :relay, claimed_run = :run, claimed_at = :now
WHERE submission_id = :id AND target = :target
