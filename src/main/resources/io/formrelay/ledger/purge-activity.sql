DELETE FROM activity WHERE slot < :before
