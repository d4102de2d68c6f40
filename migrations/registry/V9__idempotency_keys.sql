-- What a caller called its request, so that sending it again starts nothing new; null for most.
alter table submission
  add column idempotency_key text,
  add constraint submission_idempotency_nkey unique (idempotency_key);

alter table evaluation
  add column idempotency_key text,
  add constraint evaluation_idempotency_nkey unique (experiment_id, idempotency_key);
