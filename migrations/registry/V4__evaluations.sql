-- Requests to score a model again, from the moment the broker had them.
create table evaluation (
  experiment_id text collate "C" not null,
  name text not null,
  request jsonb not null,
  requested_at timestamptz not null,
  constraint evaluation_experiment_name_pkey primary key (experiment_id, name)
);
