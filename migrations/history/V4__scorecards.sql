-- How sure a score is, and what it lies between; absent where that was not measured.
alter table score
  add column uncertainty double precision,
  add column floor double precision,
  add column noise double precision;

-- How each evaluation of an experiment's model came out.
create table evaluation (
  experiment_id text collate "C" not null,
  name text not null,
  confusion jsonb,
  warnings jsonb,
  failure jsonb,
  ended_at timestamptz not null,
  constraint evaluation_experiment_name_pkey primary key (experiment_id, name),
  constraint evaluation_experiment_fkey
    foreign key (experiment_id) references experiment on delete cascade
);
