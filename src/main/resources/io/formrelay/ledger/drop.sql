-- Its receipt is to be filed anew; the attempts keep what it was before.
UPDATE deliveries
SET result_code = :code, message = :message, completed_at = :now, filed = 0
WHERE submission_id = :id AND target = :target AND state = 'dead-lettered'
  AND completed_at = :completedAt
