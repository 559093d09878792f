UPDATE deliveries SET holding = 0
WHERE submission_id = :id AND target = :target AND holding = 1
