-- Requests that were published again because nobody had heard of their experiment for too long.
create table republication (
  experiment_id text collate "C" not null,
  published_at timestamptz not null,
  times integer not null,
  constraint republication_experiment_pkey primary key (experiment_id),
  constraint republication_times_check check (times >= 1)
);
