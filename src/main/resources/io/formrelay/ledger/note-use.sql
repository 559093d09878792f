INSERT INTO ledger_use (only_row, name) VALUES (1, :name) ON CONFLICT DO NOTHING
