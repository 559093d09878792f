UPDATE deliveries SET filed = 1
WHERE submission_id = :id AND target = :target AND completed_at = :completedAt AND filed = 0
