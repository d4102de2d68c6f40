"""Runs ``mlflow server`` as one process.

The command starts the server as a child and keeps its own 250 MB until that child ends. Here the
command becomes the server instead, so that there is one process to know and to stop.
"""

import os
import sys

import mlflow.server
from mlflow.cli import cli


def become(command, extra_env=None, **_):
    os.execvpe(command[0], command, {**os.environ, **(extra_env or {})})


mlflow.server._exec_cmd = become
cli(["server", *sys.argv[1:]], prog_name="mlflow")
