"""Times searches over rollouts beside ripgrep on the same files: run.py SEARCH [ROUNDS].

In turns, with the file in the page cache, both with one thread; medians of the processor's time. ripgrep counts the lines that match, which
are records as they are written; it knows nothing of fields, escapes, runs or verdicts.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from statistics import median

FOLDER = Path(".build/bench/rollouts")
CORPUS = Path(__file__).parent.parent / "Ingest/corpus.py"
# The kind, the text, what ripgrep is asked for, and how many times as long as ripgrep it may take.
SEARCHES = [
    ("literal", "reconsider", ["-F"], 2),
    ("literal", "wait hmm so get", ["-F"], 2),
    ("literal", "wait", ["-F"], 2),
    ("any-case", "RECONSIDER", ["-F", "-i"], 2),
    ("pattern", "reconsider(ed|ing)?\\b", [], 4),
    ("pattern", "(sum|answer) (modulo|check) hmm hmm", [], 4),
    ("pattern", "\\b\\w+ise\\b", [], 4),
    ("pattern", "wait .* modulo", [], 4),
]


def grep(words, text, files):
    process = subprocess.Popen(
        ["rg", "-j1", "-c", *words, "-e", text, *files], stdout=subprocess.DEVNULL)
    usage = os.wait4(process.pid, 0)[2]
    return usage.ru_utime + usage.ru_stime


def main():
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    data = Path(os.environ.get("KSCOPE_ROLLOUTS", FOLDER))
    if not shutil.which("rg"):
        sys.exit("run.py: ripgrep is missing: install it to compare with")
    if not data.exists():
        subprocess.run([sys.executable, CORPUS, data, "1", "30", "10240", "600"], check=True)
    files = sorted(str(file) for file in data.rglob("*.jsonl"))
    size = sum(os.stat(file).st_size for file in files)
    search = subprocess.Popen(
        [sys.argv[1], data, "1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    search.stdout.readline()
    print(f"{size / 1e6:,.0f} MB, {rounds} rounds, load {os.getloadavg()[0]:.1f}")
    for kind, text, words, most in SEARCHES:
        own, other, answer = [], [], ""
        for _ in range(rounds):
            search.stdin.write(f"{kind} {text}\n")
            search.stdin.flush()
            answer = search.stdout.readline().split()
            if answer[0] == "failed":
                sys.exit("run.py: " + " ".join(answer))
            own.append(float(answer[0]))
            other.append(grep(words, text, files))
        ratio = median(own) / median(other)
        verdict = "" if ratio <= most else f"  more than {most} times as long"
        print(f"{kind:9}{text:40}{answer[1]:>8} of {answer[2]}  {median(own):7.3f} s  "
              f"ripgrep {median(other):7.3f} s  speed {1 / ratio:5.2f} of its{verdict}")


main()
