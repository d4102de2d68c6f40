-- Aliases that MLflow held otherwise than decided, from when that was noticed until it was mended.
create table drift (
  model text not null,
  alias text not null,
  drifted_at timestamptz not null,
  expected integer,
  found integer,
  found_in_mlflow text,
  mended_at timestamptz,
  constraint drift_model_drifted_alias_pkey primary key (model, drifted_at, alias)
);
