DELETE FROM deliveries WHERE submission_id = :id
