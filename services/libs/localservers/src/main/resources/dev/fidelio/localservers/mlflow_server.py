"""Runs ``mlflow server`` as one process.

The command starts the server as a child and keeps its own 250 MB until that child ends. Here the
command replaces itself with the server, so that there is only one process to manage.
"""

import os
import sys

import mlflow.server
from mlflow.cli import cli


def become(command, extra_env=None, **_):
    os.execvpe(command[0], command, {**os.environ, **(extra_env or {})})


mlflow.server._exec_cmd = become
cli(["server", *sys.argv[1:]], prog_name="mlflow")
