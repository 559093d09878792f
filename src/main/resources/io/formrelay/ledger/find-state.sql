SELECT state FROM deliveries WHERE submission_id = :id AND target = :target
