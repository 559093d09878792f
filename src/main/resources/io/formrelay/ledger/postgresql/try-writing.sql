UPDATE ledger_use SET name = name
