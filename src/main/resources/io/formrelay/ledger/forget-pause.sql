DELETE FROM operator_pauses WHERE target = :target
