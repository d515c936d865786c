"""Times `kscope report` on a gigabyte of rollouts beside duckdb and orjson: run.py KSCOPE [ROUNDS].

Whole processes, in turns, on the same file, which is in the page cache; medians. All have to come to the same tallies.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

import turns

HERE = Path(__file__).parent
FOLDER = Path(".build/bench")


def python():
    """A Python with duckdb and orjson: this one, or that of an environment made once."""
    own = FOLDER / "venv/bin/python"
    for candidate in (Path(sys.executable), own):
        test = [candidate, "-c", "import duckdb, orjson"]
        if candidate.exists() and subprocess.run(test, capture_output=True).returncode == 0:
            return candidate
    subprocess.run([sys.executable, "-m", "venv", FOLDER / "venv"], capture_output=True)
    pip = [own, "-m", "pip", "install", "-q", "orjson", "duckdb"]
    if own.exists() and subprocess.run(pip, capture_output=True).returncode == 0:
        return own
    sys.exit("run.py: duckdb and orjson are not there and cannot be installed")


def output(command):
    return subprocess.run([str(word) for word in command], stdout=subprocess.PIPE, check=True).stdout


def tallies(report):
    runs = json.loads(report)["runs"]
    return [sum(run[name] for run in runs) for name in ("problems", "samples", "correct")]


def main():
    kscope, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 7
    data = FOLDER / "rollouts"
    if not data.exists():
        subprocess.run([sys.executable, HERE / "corpus.py", data, "1", "30", "10240", "600"], check=True)
    files = sorted(data.rglob("*.jsonl"))
    size = sum(file.stat().st_size for file in files)
    index = FOLDER / "rollouts.sqlite"
    index.unlink(missing_ok=True)
    other = python()
    commands = {
        "kscope, no index": [kscope, "report", "--no-index", data],
        "kscope, warm index": [kscope, "report", "--index", index, data],
        "duckdb": [other, HERE / "peer.py", "duckdb", *files],
        "orjson": [other, HERE / "peer.py", "orjson", *files],
    }
    expected = tallies(output([kscope, "report", "--format", "json", "--index", index, data]))
    for peer in ("duckdb", "orjson"):
        if [int(word) for word in output(commands[peer]).split()] != expected:
            sys.exit(f"run.py: {peer} has other tallies than kscope")
    times = {name: [] for name in commands}
    memory = dict.fromkeys(commands, 0)
    for _ in range(rounds):
        for name, command in commands.items():
            _, seconds, peak = turns.once(command)
            times[name].append(seconds)
            memory[name] = max(memory[name], peak)
    own = median(times["kscope, no index"])
    print(f"{expected[1]:,} samples, {size / 1e6:,.0f} MB, {rounds} rounds, {os.cpu_count()} cores, "
          f"load {os.getloadavg()[0]:.1f}")
    for name, seconds in times.items():
        print(f"{name:20} {median(seconds):7.3f} s ({min(seconds):.3f} to {max(seconds):.3f})  "
              f"{memory[name]:6.0f} MB  without an index kscope takes {own / median(seconds):.2f} of it")


main()
