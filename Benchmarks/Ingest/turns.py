"""Times commands beside their peers, in turns, as whole processes."""

import os
import subprocess
import sys
import time
from statistics import median


def once(command):
    """Seconds of the processor, seconds of the clock, and peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{sys.argv[0]}: {' '.join(map(str, command))} failed")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1000


def make_apart(script):
    """Makes the files in a process of its own: what this one has needed counts as that of its children."""
    subprocess.run([sys.executable, script, "make"], check=True)


def compare(cases, rounds):
    """Prints medians of each case, (name, megabytes, command, {name of a peer: its command}), and the peers' times over its own."""
    print(f"{'':18}{'MB':>6} {'':10}{'processor s':>12}{'clock s':>9}{'peak MB':>9}{'peer / kscope':>15}{'by clock':>10}")
    for name, size, command, peers in cases:
        commands = {"kscope": command} | peers
        times = {label: [] for label in commands}
        for _ in range(rounds):
            for label, words in commands.items():
                times[label].append(once(words))
        for label, taken in times.items():
            cpu, clock = (median(t[kind] / own[kind] for t, own in zip(taken, times["kscope"])) for kind in (0, 1))
            ratios = "" if label == "kscope" else f"{cpu:15.2f}{clock:10.2f}"
            print(f"{name:18}{size:6.0f} {label:10}{median(t[0] for t in taken):12.3f}"
                  f"{median(t[1] for t in taken):9.3f}{max(t[2] for t in taken):9.0f}{ratios}", flush=True)
