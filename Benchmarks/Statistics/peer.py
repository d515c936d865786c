"""Times kscope's statistics beside NumPy doing the same work: peer.py PROGRAM [ROUNDS].

The program is StatisticsBenchmarks. Both take turns in every round, on the same tallies, in one
thread. Before, all is done once untimed; if the answers differ, that is said and the exit is 1.
"""

import json
import os
import sys
from subprocess import PIPE, Popen
from time import perf_counter

# Read when NumPy is imported.
os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", MKL_NUM_THREADS="1")

import numpy as np

DRAWS, SAMPLES = 4000, 128  # Of each problem of the pairs there are 128 samples in both runs.


def count(n, c):
    """The distinct tallies, by n, then by c, and how many problems have each."""
    keys, problems = np.unique(n * (n.max() + 1) + c, return_counts=True)
    return *np.divmod(keys, n.max() + 1), problems.astype(float)


def curve(n, c, problems, budgets):
    """Mean pass@k and its standard error, from logarithms of factorials."""
    # In long doubles: a double would add up a thousand roundings.
    logs = np.log(np.arange(1, n.max() + 1, dtype=np.longdouble))
    factorials = np.concatenate(([0], np.cumsum(logs))).astype(float)
    failures, points = n - c, []
    for k in budgets:
        start = np.searchsorted(n, k)
        weights = problems[start:]
        falling = np.full(len(factorials), -np.inf)
        falling[k:] = factorials[k:] - factorials[: len(factorials) - k]
        fail = falling.take(failures[start:])
        fail -= falling.take(n[start:])
        np.exp(fail, out=fail)
        total = weights.sum()
        mean = weights @ fail / total
        np.square(np.subtract(fail, mean, out=fail), out=fail)
        points.append((1 - mean, np.sqrt(weights @ fail / (total - 1) / total)))
    return np.transpose(points).ravel()


def differences(baseline, candidate):
    """Problems × budgets, and the four rows of numbers that are shown of them."""
    correct, drawn = np.arange(SAMPLES + 1)[:, None], np.arange(SAMPLES)
    left = np.maximum(SAMPLES - correct - drawn, 0) / (SAMPLES - drawn)
    table = 1 - np.cumprod(left, axis=1)
    before, after = table[baseline], table[candidate]
    found = after - before
    error = found.std(axis=0, ddof=1) / np.sqrt(len(found))
    return found, np.concatenate((found.mean(0), error, before.mean(0), after.mean(0)))


def largest_deviations(found, generator):
    """The largest of each draw of the multiplier process, in standard errors."""
    error = found.std(axis=0, ddof=1) / np.sqrt(len(found))
    multipliers = generator.standard_normal((DRAWS, len(found)))
    process = multipliers @ ((found - found.mean(axis=0)) / (len(found) * error))
    return np.sort(np.abs(process, out=process).max(axis=1))


def crossings(leads):
    """Where each row, after it was above 0, first is not; infinite where it never is."""
    lost = np.logical_or.accumulate(leads > 0, axis=1)[:, :-1] & (leads[:, 1:] <= 0)
    place, rows = lost.argmax(axis=1), np.arange(len(leads))
    before, after = leads[rows, place], leads[rows, place + 1]
    logs = np.log2(np.arange(1, SAMPLES + 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        found = np.exp2(logs[place] + before / (before - after) * np.diff(logs)[place])
    return np.where(lost.any(axis=1), found, np.inf)


def bootstrapped_crossings(found, generator):
    """Of problems drawn with replacement, faster than by `Generator.multinomial`."""
    problems = len(found)
    places = generator.integers(0, problems, (DRAWS, problems))
    places += np.arange(DRAWS)[:, None] * problems
    times = np.bincount(places.ravel(), minlength=DRAWS * problems).reshape(DRAWS, problems)
    return np.sort(crossings(times.astype(float) @ found / problems))


def same(ours, theirs):
    return len(ours) == len(theirs) and np.abs(np.array(ours) - theirs).max() <= 1e-12


def are_quantiles(values, shares, drawn):
    """Whether they may be those of other draws: four standard errors apart at most."""
    shares = np.array(shares)
    found = (drawn[:, None] < values).mean(axis=0)
    return np.all(abs(found - shares) <= 4 * np.sqrt(2 * shares * (1 - shares) / DRAWS))


def start(path):
    """Runs the Swift side; what it is asked, a name a line, it answers in JSON."""
    process = Popen([path], stdin=PIPE, stdout=PIPE, text=True)

    def ask(name):
        print(name, file=process.stdin, flush=True)
        return json.loads(process.stdout.readline())

    return ask


def work(ask):
    """Name, NumPy's way of doing it, whether the two answers agree."""
    generator, budgets = np.random.default_rng(0), ask("budgets")
    mixed, even, pairs = (np.reshape(ask(name), (-1, 2)).T for name in ("mixed", "even", "pairs"))
    mixed_table, even_table = count(*mixed), count(*even)
    found, _ = differences(*pairs)
    crossing = crossings(found.mean(axis=0)[None])

    def same_crossing(ours, drawn):
        return same(ours[:1], crossing) and are_quantiles(ours[1:], [0.025, 0.975], drawn)

    return [
        ("curve, mixed n", lambda: curve(*mixed_table, budgets), same),
        ("curve, n = 1024", lambda: curve(*even_table, budgets), same),
        ("differences", lambda: differences(*pairs), lambda ours, theirs: same(ours, theirs[1])),
        ("sup-t band", lambda: largest_deviations(found, generator),
         lambda ours, drawn: are_quantiles(ours, [0.95], drawn)),
        ("crossing", lambda: bootstrapped_crossings(found, generator), same_crossing),
        ("counting, mixed n", lambda: count(*mixed), lambda ours, theirs: ours == [len(theirs[0])]),
        ("counting, n = 1024", lambda: count(*even), lambda ours, theirs: ours == [len(theirs[0])]),
    ]


def main(path, rounds=9):
    ask = start(path)
    rows = work(ask)
    apart = [name for name, peer, agree in rows if not agree(ask(name)["values"], peer())]
    if apart:
        sys.exit("peer.py: kscope and NumPy differ: " + "; ".join(apart))
    times = []
    for name, peer, _ in rows * int(rounds):
        ours, begin = ask(name)["milliseconds"], perf_counter()
        peer()
        times.append((ours, (perf_counter() - begin) * 1000))
    medians = np.median(np.reshape(times, (-1, len(rows), 2)), axis=0)
    print(f"{'median of ' + str(rounds):<20}{'kscope ms':>10}{'NumPy ms':>10}{'NumPy / kscope':>16}")
    for (name, *_), (ours, theirs) in zip(rows, medians):
        print(f"{name:<20}{ours:>10.3f}{theirs:>10.3f}{theirs / ours:>16.2f}")


main(*sys.argv[1:])
