-- Of several facts with one name, such as an epoch's, the first on the log stands: the others are not
-- stored. What is here may hold more than one, so all of it is read again.
truncate position, event, dataset, experiment, metric_point, artifact, score, evaluation, drift;
alter table event add column name text;
alter table event add constraint event_subject_name_nkey unique (subject, name);
