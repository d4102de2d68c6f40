-- Beside the registry's own database, which the image makes by itself.
CREATE DATABASE mlflow;
