INSERT INTO operator_pauses (target, since) VALUES (:target, :since) ON CONFLICT DO NOTHING
