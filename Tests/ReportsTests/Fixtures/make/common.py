"""What the scripts share: a working folder, running a tool, and scrubbing what it wrote."""

import contextlib
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile

# None of the tools is to call home.
for name in ["DO_NOT_TRACK", "NML_DISABLE_USAGE_LOGGING", "DVC_NO_ANALYTICS"]:
    os.environ.setdefault(name, "1")
os.environ["LOGNAME"] = "builder"
os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
os.environ.setdefault("MLFLOW_DISABLE_TELEMETRY", "true")
os.environ.setdefault("DISABLE_LATEST_VERSION_CHECK", "true")

FIXTURES = pathlib.Path(__file__).resolve().parent.parent
TOOLS = pathlib.Path(sys.executable).parent


@contextlib.contextmanager
def workspace():
    """A new folder to work in, which is the current one meanwhile."""
    before = os.getcwd()
    with tempfile.TemporaryDirectory(prefix="project-") as name:
        path = pathlib.Path(name).resolve()
        os.chdir(path)
        try:
            yield path
        finally:
            os.chdir(before)


def write(files):
    for name, text in files.items():
        path = pathlib.Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def run(*command, allowed=(0,), **options):
    """Runs a tool of this environment; gives its output; refuses exit codes not allowed."""
    program = TOOLS / command[0]
    words = [str(program) if program.exists() else command[0], *command[1:]]
    done = subprocess.run(
        words, stdout=subprocess.PIPE, text=True, timeout=300, check=False, **options
    )
    if done.returncode not in allowed:
        raise SystemExit(f"{' '.join(words)}: exit code {done.returncode}\n{done.stdout}")
    return done.stdout


def scrub(text):
    """Takes the working folder, the environment and the host out of a text."""
    names = {
        os.getcwd(): "/srv/project",
        str(pathlib.Path(sys.prefix)): "/srv/venv",
        str(pathlib.Path(sys.base_prefix).resolve()): "/usr",
        socket.gethostname(): "build-host",
    }
    for name, instead in names.items():
        text = text.replace(name, instead)
    return text


def keep(source, target):
    """Copies a tool's output to the fixtures, scrubbed; bytes that are no text stay as they are."""
    path = FIXTURES / target
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        path.write_bytes(scrub(pathlib.Path(source).read_bytes().decode()).encode())
    except UnicodeDecodeError:
        shutil.copyfile(source, path)
    print(f"{target}: {path.stat().st_size} bytes")


def without(value, names):
    """A JSON value whose texts below some keys are dots: a tool's own prose is not ours to keep."""
    if isinstance(value, list):
        return [without(item, names) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        key: dots(item) if key in names else without(item, names) for key, item in value.items()
    }


def dots(value):
    if isinstance(value, dict):
        return {key: dots(item) for key, item in value.items()}
    return "…" if isinstance(value, str) else value


def keep_text(text, target):
    path = FIXTURES / target
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(scrub(text).encode())
    print(f"{target}: {path.stat().st_size} bytes")
