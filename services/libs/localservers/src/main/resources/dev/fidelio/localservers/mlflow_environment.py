"""Creates the virtual environment that MLflow runs in, unless a complete one exists.

    python3 mlflow_environment.py FOLDER REQUIREMENTS

The environment is FOLDER/venv. It is complete if its marker names the digest of the requirements
and the Python that created it; anything else is recreated. This program needs nothing but Python,
so that it can run while Maven is still building.
"""

import fcntl
import hashlib
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

OLDEST_PYTHON = (3, 10)
PROGRESS_SECONDS = 5.0
# With these, pip would install somewhere else than into the environment.
ELSEWHERE = ("PIP_PREFIX", "PIP_ROOT", "PIP_TARGET", "PIP_USER")


def say(line):
    print(line, flush=True)


def main(folder, requirements):
    if sys.version_info < OLDEST_PYTHON:
        sys.exit("MLflow needs Python 3.10 or later; %s is %s" % (sys.executable, sys.version.split()[0]))
    folder.mkdir(parents=True, exist_ok=True)
    wanted = fingerprint(requirements)
    with open(folder / "venv.lock", "w") as lock:
        take(lock)
        venv = folder / "venv"
        marker = venv / "complete"
        if marker.exists() and marker.read_text() == wanted:
            return
        if venv.exists():
            say("MLflow's environment is incomplete or of another version: recreating it")
            shutil.rmtree(venv)
        build(venv, requirements, folder / "venv.log")
        half = venv / "complete.half"
        half.write_text(wanted)
        os.replace(half, marker)
        say("MLflow's environment is complete")


def fingerprint(requirements):
    digest = hashlib.sha256(requirements.read_bytes()).hexdigest()
    return "%s\n%s %s\n" % (digest, os.path.realpath(sys.executable), sys.version.split()[0])


def take(lock):
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("waiting for another process that is creating MLflow's environment")
        fcntl.flock(lock, fcntl.LOCK_EX)


def build(venv, requirements, log):
    try:
        import ensurepip  # noqa: F401
        import venv as _  # noqa: F401
    except ImportError as missing:
        sys.exit(
            "Python's module %s is missing; MLflow's environment needs it"
            " (on Debian and Ubuntu: apt-get install python3-venv)" % missing.name
        )
    say("creating MLflow's environment (once, about 900 MB, a minute or two)")
    with open(log, "wb") as out:
        run([sys.executable, "-m", "venv", str(venv)], out, log)
        install = [str(venv / "bin" / "python"), "-m", "pip", "install"]
        # The list is complete, so nothing is left to resolve; most of it is never imported.
        install += ["--disable-pip-version-check", "--no-input", "--no-deps", "--no-compile"]
        install += ["--only-binary", ":all:", "-r", str(requirements)]
        run(install, out, log)


def run(command, out, log):
    # In its own process group: venv and pip start child processes, which must not outlive this one.
    process = subprocess.Popen(
        command,
        env={name: value for name, value in os.environ.items() if name not in ELSEWHERE},
        stdin=subprocess.DEVNULL,
        stdout=out,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    began = said = time.monotonic()
    try:
        while process.poll() is None:
            time.sleep(0.1)
            if time.monotonic() - said > PROGRESS_SECONDS:
                said = time.monotonic()
                say("MLflow's environment: %s, %d s" % (doing(log), said - began))
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if process.returncode != 0:
        fail(log)


def doing(log):
    lines = log.read_text(errors="replace").splitlines()
    fetched = sum(1 for line in lines if line.startswith(("Collecting", "Processing")))
    if any(line.startswith("Installing collected") for line in lines):
        return "installing %d packages" % fetched
    return "fetched %d packages" % fetched


def fail(log):
    text = log.read_text(errors="replace")
    unreachable = ("NewConnectionError", "NameResolutionError", "ConnectTimeout", "Network is unreachable")
    if any(word in text for word in unreachable):
        why = "the Python package index cannot be reached: check the network and proxy settings"
    elif "No space left on device" in text:
        why = "there is no space left on the disk"
    else:
        why = "pip failed"
    last = "\n".join(text.splitlines()[-8:])
    sys.exit("MLflow's environment cannot be created: %s\n%s\n(full log: %s)" % (why, last, log))


if __name__ == "__main__":
    # Lets the finally block in run() stop the child process.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        main(pathlib.Path(sys.argv[1]).absolute(), pathlib.Path(sys.argv[2]).absolute())
    except KeyboardInterrupt:
        sys.exit(130)
