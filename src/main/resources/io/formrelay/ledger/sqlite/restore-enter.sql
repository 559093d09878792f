INSERT INTO deliveries (
  submission_id, target, state, received_at, attempts, history, result_code, message, reference,
  completed_at, filed
)
VALUES (
  :id, :target, :state, :receivedAt, :attempts, :history, :resultCode, :message, :reference,
  :completedAt, 1
)
