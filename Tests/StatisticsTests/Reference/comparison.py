"""Values for the tests of two runs compared, by exact fractions, NumPy and SciPy.

Bootstraps are taken literally, a number a problem, with many draws; a quantile is given with the
values that 4000 draws may find: those of the shares four standard errors below and above it.
"""

import json
import math
import pathlib
from fractions import Fraction

import numpy as np
from scipy import stats

random = np.random.default_rng(20260922)
DRAWS = 200_000
OURS = 4000


def pass_at_k(n, c, k):
    return 1 - Fraction(math.comb(n - c, k), math.comb(n, k))


def tallies(rates, n_base, n_candidate):
    """(n, c) of both runs, problem by problem."""
    return [[int(n), int(random.binomial(n, p)), int(m), int(random.binomial(m, q))]
            for (p, q), n, m in zip(rates, n_base, n_candidate)]


def sharpened(size):
    """The candidate is better where problems are easy and loses most of the hard ones."""
    u = random.random(size)
    return [(x * x, 0.03 * x if x < 0.35 else x ** 0.7) for x in u]


def sets():
    easy = random.random(50)
    ahead = [(0.1 + 0.3 * x, 0.3 + 0.4 * x) for x in easy[:20]]
    level = [(p, p) for p in random.beta(0.4, 1.2, 30)]
    return {
        "crossing": tallies(sharpened(60), [64] * 60, [64] * 60),
        "reversed": tallies([(q, p) for p, q in sharpened(45)], [64] * 45, [64] * 45),
        "unequal": tallies(sharpened(40), random.integers(24, 70, 40), random.integers(20, 90, 40)),
        "straggler": tallies(sharpened(25), [1] + [32] * 24, [32] * 25),
        "few": tallies(sharpened(6), [16] * 6, [16] * 6),
        "ahead": tallies(ahead, [32] * 20, [32] * 20),
        "level": tallies(level, [32] * 30, [32] * 30),
        "many": tallies(sharpened(300), [128] * 300, [128] * 300),
        "beyond128": tallies(sharpened(50), [256] * 50, [300] * 50),
    }


def budgets(n):
    """All whole numbers to 128, then four an octave, and n."""
    octaves = {math.floor(2 ** (j / 4) + 1e-9) for j in range(80)}
    return [k for k in range(1, n + 1) if k <= 128 or k in octaves or k == n]


def differences(pairs, grid):
    """Rows of [k, mean, its standard error, baseline, candidate, problems]; the values by problem."""
    rows, columns = [], []
    for k in grid:
        both = [(pass_at_k(n, c, k), pass_at_k(m, d, k))
                for n, c, m, d in pairs if min(n, m) >= k]
        size = len(both)
        values = [q - p for p, q in both]
        mean = sum(values) / size
        spread = sum((v - mean) ** 2 for v in values)
        error = math.sqrt(spread / (size - 1) / size) if size > 1 else None
        rows.append([k, float(mean), error, float(sum(p for p, _ in both) / size),
                     float(sum(q for _, q in both) / size), size])
        columns.append(np.array(list(map(float, values))))
    return rows, columns


def with_room(values, share):
    """A quantile, and the two that 4000 draws lie between; none where infinite."""
    room = 4 * math.sqrt(share * (1 - share) / OURS)
    ordered = np.sort(values)
    places = [max(0, share - room), share, min(1, share + room)]
    found = [ordered[min(len(ordered) - 1, round(p * (len(ordered) - 1)))] for p in places]
    return [float(x) if np.isfinite(x) else None for x in found]


def critical_value(matrix):
    """Of the maximum of the multiplier process, problem by problem; none where nothing varies."""
    size = len(matrix)
    error = matrix.std(axis=0, ddof=1) / math.sqrt(size)
    varied = error * math.sqrt(size) > 1e-12
    if not varied.any():
        return None
    scaled = ((matrix - matrix.mean(axis=0)) / (size * np.where(varied, error, 1)))[:, varied]
    largest = [np.abs(random.standard_normal((10_000, size)) @ scaled).max(axis=1)
               for _ in range(DRAWS // 10_000)]
    return with_room(np.concatenate(largest), 0.95)


def crossings(grid, means, sign):
    """The first k, after a lead above 0, where it is not; infinite without one. A row a draw."""
    leads = np.where(np.abs(means) < 1e-14, 0, sign * means)
    led = np.maximum.accumulate(leads > 0, axis=1)
    lost = np.zeros_like(led)
    lost[:, 1:] = led[:, :-1] & (leads[:, 1:] <= 0)
    found = lost.argmax(axis=1)
    rows = np.arange(len(leads))
    before, after = leads[rows, found - 1], leads[rows, found]
    log_k = np.log2(grid)
    with np.errstate(divide="ignore", invalid="ignore"):
        part = before / (before - after)
        k = 2 ** (log_k[found - 1] + part * (log_k[found] - log_k[found - 1]))
    return np.where(lost.any(axis=1), k, np.inf)


def crossing(grid, matrix):
    mean = matrix.mean(axis=0, keepdims=True)
    size = len(matrix)
    for sign in (1, -1):
        k = crossings(grid, mean, sign)[0]
        if np.isfinite(k):
            break
    else:
        k, sign = None, 1 if mean[0][np.flatnonzero(np.abs(mean[0]) > 1e-14)[0]] > 0 else -1
    drawn = np.concatenate([
        crossings(grid, random.multinomial(size, [1 / size] * size, 10_000) @ matrix / size, sign)
        for _ in range(DRAWS // 10_000)])
    return {"k": k, "direction": "candidate_first" if sign > 0 else "baseline_first",
            "low": with_room(drawn, 0.025), "high": with_room(drawn, 0.975),
            "without": float(np.mean(~np.isfinite(drawn)))}


def compared(pairs):
    grid = budgets(max(min(n, m) for n, _, m, _ in pairs))
    rows, columns = differences(pairs, grid)
    complete = [c for c in columns if len(c) == len(pairs)]
    matrix = np.column_stack(complete)
    return {"pairs": pairs, "differences": rows, "criticalValue": critical_value(matrix),
            "crossing": crossing(grid[:len(complete)], matrix)}


def coverage(pairs, k):
    """Expected numbers of problems: both, baseline only, candidate only, neither; the rates."""
    b = o = c = n = Fraction(0)
    for first, right, second, also in pairs:
        if min(first, second) < k:
            continue
        p, q = pass_at_k(first, right, k), pass_at_k(second, also, k)
        b, o, c, n = b + p * q, o + p * (1 - q), c + (1 - p) * q, n + (1 - p) * (1 - q)
    return {"pairs": pairs, "k": k, **rates(b, o, c, n),
            "isWhole": all(x == k and y == k for x, _, y, _ in pairs if min(x, y) >= k)}


def rates(b, o, c, n):
    b, o, c, n = map(Fraction, (b, o, c, n))
    retention = b / (b + o) if b + o else None
    discovery = c / (b + c) if b + c else None
    mean = None
    if retention is not None and discovery is not None:
        total = retention + discovery
        mean = 2 * retention * discovery / total if total else None
    given = {"retention": retention, "discovery": discovery, "harmonicMean": mean,
             "netChange": (c - o) / (b + o + c) if b + o + c else None}
    return {"counts": list(map(float, (b, o, c, n))),
            **{name: None if x is None else float(x) for name, x in given.items()}}


def efficiency(pairs, k):
    kept = [row for row in pairs if min(row[0], row[2]) >= k]
    grid = budgets(k)

    def mean(place, k):
        return sum(pass_at_k(row[place], row[place + 1], k) for row in kept) / len(kept)

    curve, candidate = [mean(0, j) for j in grid], mean(2, 1)
    gap = curve[-1] - curve[0]
    equal = None
    if curve[0] <= candidate <= curve[-1]:
        above = next(i for i, value in enumerate(curve) if value >= candidate)
        equal = 1.0
        if above:
            part = (candidate - curve[above - 1]) / (curve[above] - curve[above - 1])
            low, high = math.log2(grid[above - 1]), math.log2(grid[above])
            equal = 2 ** (low + float(part) * (high - low))
    return {"pairs": pairs, "k": k, "delta": float(curve[-1] - candidate),
            "gapClosed": float((candidate - curve[0]) / gap) if gap else None,
            "equivalentK": equal}


def mcnemar():
    counts = [(4, 1), (4, 0), (18, 5), (19, 3), (0, 0), (1, 0), (3, 3), (7, 7), (1, 60), (0, 1000),
              (5000, 4800), (4999, 5000), (5000, 4500), (120_000, 121_000), (530, 470), (30, 1)]
    return [[a, b, stats.binomtest(a, a + b, 0.5).pvalue if a + b else 1.0] for a, b in counts]


drawn = sets()
values = {
    "compared": {name: compared(pairs) for name, pairs in drawn.items()},
    "mcnemar": mcnemar(),
    "coverage": [coverage(drawn[name], k) for name, k in (
        ("crossing", 1), ("crossing", 8), ("crossing", 64), ("unequal", 20), ("unequal", 24),
        ("unequal", 50), ("straggler", 1), ("straggler", 32), ("few", 16), ("many", 100))]
    + [coverage([[8, 0, 8, 0]] * 3, 8), coverage([[8, 0, 8, 2], [8, 0, 8, 0]], 8),
       coverage([[8, 1, 8, 0]] * 4, 8)],
    "efficiency": [efficiency(drawn[name], k) for name, k in (
        ("crossing", 64), ("crossing", 1), ("crossing", 2), ("reversed", 64), ("unequal", 20),
        ("unequal", 40), ("straggler", 32), ("few", 16), ("ahead", 4), ("level", 32), ("many", 128),
        ("beyond128", 256))]
    + [efficiency([[49, 1, 49, 49]] * 2, 49), efficiency([[8, 8, 8, 3], [8, 0, 8, 5]], 8)],
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(values, indent=None, separators=(",", ":")) + "\n")
