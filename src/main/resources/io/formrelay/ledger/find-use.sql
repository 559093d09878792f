SELECT name FROM ledger_use
