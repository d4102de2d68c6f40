-- When files that nobody needs any more were last given up, and how many.
create table retention_run (
  ended_at timestamptz not null,
  files integer not null,
  bytes bigint not null,
  constraint retention_run_ended_at_pkey primary key (ended_at),
  constraint retention_run_files_check check (files >= 0),
  constraint retention_run_bytes_check check (bytes >= 0)
);
