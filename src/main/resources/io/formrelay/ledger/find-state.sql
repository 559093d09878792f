SELECT state, replay_key FROM deliveries WHERE submission_id = :id AND target = :target
