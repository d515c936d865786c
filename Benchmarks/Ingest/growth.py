"""How the cost of `kscope report` grows: growth.py KSCOPE [ROUNDS].

One thing at a time grows over three decades while the others stay: bytes, samples, files, problems, runs. Prints
seconds and peak memory, and the exponents that fit: cost ~ size ** exponent, where start-up no longer shows.
"""

import math
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

import turns

HERE = Path(__file__).parent
FOLDER = Path(".build/bench/growth")

# What grows: the arguments of corpus.py (files, problems, samples, words, runs), smallest first.
SERIES = {
    "bytes": [(1, 30, 100, words, 1) for words in (20, 200, 2000, 20000)],
    "samples": [(1, 30, samples, 20, 1) for samples in (30, 300, 3000, 30000)],
    "files": [(files, 10, 10, 20, 1) for files in (10, 100, 1000, 10000)],
    "problems": [(1, problems, 10, 20, 1) for problems in (100, 1000, 10000, 100000)],
    "runs": [(1, 10, 10, 20, runs) for runs in (3, 30, 300, 3000)],
}


def exponent(sizes, costs):
    """Of the last decade, where what is constant matters least."""
    return math.log(costs[-1] / costs[-2]) / math.log(sizes[-1] / sizes[-2])


def main():
    kscope, rounds = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    for name, series in SERIES.items():
        sizes, seconds, peaks = [], [], []
        for arguments in series:
            shutil.rmtree(FOLDER, ignore_errors=True)
            subprocess.run([sys.executable, HERE / "corpus.py", FOLDER, *map(str, arguments)], check=True)
            runs = [turns.once([kscope, "report", "--no-index", FOLDER]) for _ in range(rounds)]
            files, problems, samples, words, models = arguments
            sizes.append({"bytes": sum(f.stat().st_size for f in FOLDER.rglob("*.jsonl")), "samples": problems * samples,
                          "files": files, "problems": problems, "runs": models}[name])
            seconds.append(median(run[1] for run in runs))
            peaks.append(max(run[2] for run in runs))
            print(f"{name:9} {sizes[-1]:>13,} {seconds[-1]:8.3f} s {peaks[-1]:7.0f} MB", flush=True)
        print(f"{name:9} time ~ size^{exponent(sizes, seconds):.2f}, "
              f"memory ~ size^{exponent(sizes, peaks):.2f}", flush=True)
    shutil.rmtree(FOLDER, ignore_errors=True)


main()
