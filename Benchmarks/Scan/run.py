"""Times kscope's scanner beside simdjson and orjson: run.py PROGRAM [ROUNDS [METHOD...]].

The program is ScanBenchmarks. All take turns in every round, on the same files, which are in the page
cache; a figure is the median, and what it is beside another that of the ratios in each round. Prints GB/s
of the processor's time, which other work on the machine disturbs least, and for several threads of the
clock's, beside one thread by the clock. If the facts differ, that is said and the exit is 1.
"""

import json
import math
import subprocess
import sys
from pathlib import Path
from statistics import median

FILES = {"reasoning": 512, "short": 256, "escapes": 128}  # Megabytes.
PASSED = 1024  # Megabytes that a thread's part is read over and over to, so that starting it counts for nothing.
FOLDER = Path(".build/bench")


def have_orjson():
    """A Python with orjson: this one, or that of an environment made once; None if there is none."""
    own = FOLDER / "venv/bin/python"
    for python in (sys.executable, own):
        if subprocess.run([python, "-c", "import orjson"], capture_output=True).returncode == 0 if Path(python).exists() else False:
            return str(python)
    subprocess.run([sys.executable, "-m", "venv", FOLDER / "venv"], capture_output=True)
    pip = [own, "-m", "pip", "install", "-q", "orjson"]
    if own.exists() and subprocess.run(pip, capture_output=True).returncode == 0:
        return str(own)
    print("orjson: skipped, it is not there and cannot be installed")
    return None


def ask(command):
    """What a method answers; None where the processor lacks it."""
    words = [str(word) for word in command]
    done = subprocess.run(words, capture_output=True, text=True)
    if done.returncode == 0:
        return json.loads(done.stdout)
    if done.stderr.startswith("kscope: this processor has no "):
        return None
    sys.exit(f"run.py: {' '.join(words)} failed: {done.stderr.strip() or done.returncode}")


def agree(first, second):
    return (
        first["records"] == second["records"]
        and first["whole"] == second["whole"]
        and all(math.isclose(x, y, rel_tol=1e-9) for x, y in zip(first["sums"], second["sums"]))
    )


def methods(program, path, passes, only):
    one = ["pread", "simdjson", "AVX-512", "AVX2", "SSE2", "NEON", "portable"]
    one += [f"{kernel}_unchecked" for kernel in ("AVX-512", "AVX2", "SSE2", "NEON")]
    found = {(method, 1): [program, method, 1, path, passes] for method in one}
    for method in ("pread", "simdjson", "kscope"):
        found[method, 2] = [program, method, 2, path, passes]
    found["kscope", 1] = [program, "kscope", 1, path, passes]
    python = have_orjson()
    if python:
        found["orjson", 1] = [python, Path(__file__).parent / "peer.py", path]
    return {name: command for name, command in found.items() if not only or name[0] in only}


def measure(program, kind, rounds, only):
    path = FOLDER / f"{kind}.jsonl"
    # A program made since may make other lines.
    if not path.exists() or path.stat().st_mtime < Path(program).stat().st_mtime:
        subprocess.run([program, "make", kind, str(FILES[kind]), path], check=True)
    commands = methods(program, path, PASSED // FILES[kind], only)
    answers = {name: ask(command) for name, command in commands.items()}
    answers = {name: answer for name, answer in answers.items() if answer}
    reference = answers.get(("simdjson", 1))
    differing = [
        name for name, answer in answers.items()
        if reference and name[0] != "pread" and not agree(answer, reference)
    ]
    times = {name: [] for name in answers}
    for _ in range(rounds):
        for name in answers:
            answer = ask(commands[name])
            times[name].append((answer["busy"], answer["seconds"]))
    return path.stat().st_size, times, differing


def beside(times, peer, name):
    """How many times as fast as a peer, in the same rounds; of several threads by the clock."""
    if peer not in times:
        return "-"
    by = 0 if name[1] == 1 else 1
    return f"{median(theirs[by] / own[by] for theirs, own in zip(times[peer], times[name])):.2f}"


def show(kind, size, times):
    print(f"\n{kind}, {size / 1e6:.0f} MB\n{'method':18}{'threads':>8}{'GB/s':>8}{'x pread':>9}{'x simdjson':>12}{'x orjson':>10}{'x one':>8}")
    for name, answers in times.items():
        method, threads = name
        seconds = median(answer[threads > 1] for answer in answers)
        shown = [beside(times, (peer, 1), name) for peer in ("pread", "simdjson", "orjson")]
        one = beside(times, (method, 1), name) if threads > 1 else "-"
        print(f"{method:18}{threads:8}{size / seconds / 1e9:8.2f}{shown[0]:>9}{shown[1]:>12}{shown[2]:>10}{one:>8}")


def main():
    program = sys.argv[1]
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    FOLDER.mkdir(parents=True, exist_ok=True)
    failed = False
    for kind in FILES:
        size, times, differing = measure(program, kind, rounds, sys.argv[3:])
        show(kind, size, times)
        for name in differing:
            failed = True
            print(f"{name[0]}: other facts than simdjson's")
    sys.exit(failed)


main()
