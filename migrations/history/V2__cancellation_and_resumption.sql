-- Where an experiment was stopped for good, and from which one another goes on.
alter table experiment add column cancellation jsonb;
alter table experiment add column resume_from text collate "C";
create index experiment_resume_from_index on experiment (resume_from)
  where resume_from is not null;

-- An event's number follows from where it stands on the log, so that making the history again
-- makes the same rows. What is here has numbers of the old kind: all of it is read again.
truncate position, event, dataset, experiment, metric_point, artifact, score;
alter table event alter column number drop identity;
alter table event alter column number set not null;
alter table event drop constraint event_subject_number_nkey;
create index event_subject_number_index on event (subject, number);
