"""Independent values of the measures beside pass@k, written to measures.json.

Hypergeometric chances come from whole numbers (math.comb) divided with 50 digits by mpmath, and the smaller ones are held
against scipy.stats.hypergeom; majority votes from enumerating how many samples of each answer a draw holds, as
fractions; Wilson bounds from mpmath, held against scipy.stats.binomtest; clustered errors from NumPy.
"""

import itertools
import json
import random
from fractions import Fraction
from math import ceil, comb
from pathlib import Path

import mpmath
import numpy
import scipy.stats

mpmath.mp.dps = 50


def close(a, b, digits):
    assert abs(a - b) <= digits * abs(b), (a, b)


def quotient(a, b):
    return mpmath.mpf(a) / mpmath.mpf(b)


def hypergeometric(n, c, k, t):
    ways = [comb(c, j) * comb(n - c, k - j) for j in range(t, min(c, k) + 1)]
    total = comb(n, k)
    tail, point = quotient(sum(ways), total), quotient(ways[0], total)
    if n <= 2000:
        close(scipy.stats.hypergeom.pmf(t, n, c, k), float(point), 1e-9)
        close(scipy.stats.hypergeom.sf(t - 1, n, c, k), float(tail), 1e-9)
    return {"n": n, "c": c, "k": k, "t": t, "probability": float(point), "tail": float(tail)}


def hypergeometrics():
    cases = [
        (100, 40, 10, 4), (128, 3, 64, 2), (1024, 512, 512, 300), (1024, 10, 100, 9), (1024, 1000, 64, 64),
        (2000, 700, 900, 400), (10_000, 5000, 5000, 2500), (10_000, 5000, 5000, 2600), (10_000, 5000, 5000, 2200),
        (10_000, 5000, 5000, 3300), (10_000, 9000, 1000, 880), (10_000, 9000, 1000, 1000), (10_000, 17, 9000, 12),
        (10_000, 300, 40, 1), (10_000, 300, 40, 20), (10_000, 9990, 9000, 8995),
    ]
    return [hypergeometric(*case) for case in cases]


def all_correct():
    cases = [(16, 8, 4), (128, 100, 30), (1024, 1000, 512), (1024, 600, 512), (10_000, 9000, 100), (10_000, 9000, 3000),
             (10_000, 9999, 5000), (10_000, 5000, 900)]
    return [{"n": n, "c": c, "k": k, "value": float(quotient(comb(c, k), comb(n, k)))} for n, c, k in cases]


def tail(n, c, k, t):
    return Fraction(sum(comb(c, j) * comb(n - c, k - j) for j in range(t, min(c, k) + 1)), comb(n, k))


def stable(n, c, k):
    """G-Pass@k at several thresholds, which are fractions here, and mG-Pass@k."""
    taus = [Fraction(j, 20) for j in range(21)]
    mean = 2 * sum(tail(n, c, k, i) for i in range(ceil(Fraction(k, 2)) + 1, k + 1)) / k
    values = [float(tail(n, c, k, max(1, ceil(tau * k)))) for tau in taus]
    return {"n": n, "c": c, "k": k, "taus": [float(tau) for tau in taus], "values": values, "mean": float(mean)}


def stables():
    return [stable(*case) for case in [(16, 8, 4), (48, 30, 16), (128, 64, 8), (128, 37, 30), (1024, 300, 100), (60, 55, 25)]]


def area(n, c, k):
    curve = [1 - Fraction(comb(n - c, j), comb(n, j)) for j in range(1, k + 1)]
    pairs = list(zip(curve, curve[1:]))
    plain = sum((a + b) / 2 for a, b in pairs) / (k - 1)
    log = mpmath.fsum(
        mpmath.log(quotient(j + 2, j + 1), 2) * mpmath.mpf((a + b).numerator) / (2 * (a + b).denominator)
        for j, (a, b) in enumerate(pairs)) / mpmath.log(k, 2)
    return {"n": n, "c": c, "k": k, "budget": float(plain), "doublings": float(log)}


def areas():
    return [area(*case) for case in [(8, 3, 2), (16, 1, 16), (128, 5, 128), (128, 127, 100), (1024, 1, 700), (1024, 40, 1024)]]


def majority(counts, right, unanswered, k):
    """maj@k by every composition of a draw, as an exact fraction."""
    n = sum(counts) + unanswered
    wins = Fraction(0)
    for drawn in itertools.product(*(range(min(m, k) + 1) for m in counts)):
        rest = k - sum(drawn)
        if not 0 <= rest <= unanswered:
            continue
        most = max(drawn)
        if most == 0:
            continue
        ways = comb(unanswered, rest)
        for m, j in zip(counts, drawn):
            ways *= comb(m, j)
        winners = [r for j, r in zip(drawn, right) if j == most]
        wins += Fraction(ways * sum(winners), len(winners))
    return {"counts": counts, "right": right, "unanswered": unanswered, "k": k, "value": float(wins / comb(n, k))}


def majorities():
    cases = [
        ([30, 20, 10], [0, 1, 0], 4, 9), ([30, 20, 10], [0, 1, 0], 4, 40), ([50, 48], [1, 0], 0, 49),
        ([9, 8, 7, 6], [0, 0, 1, 1], 3, 15), ([12, 12, 12], [1, 0, 0], 12, 24), ([500, 524], [1, 0], 0, 400),
        ([3, 3, 3, 3, 3, 3], [1, 0, 0, 0, 0, 0], 2, 8), ([60, 50, 18], [1, 0, 0], 0, 64),
        ([1] * 10 + [2], [0] * 10 + [1], 1, 5),
    ]
    return [majority(*case) for case in cases]


def wilson(successes, trials, z):
    s, n, z = mpmath.mpf(successes), mpmath.mpf(trials), mpmath.mpf(z)
    center, reach = 2 * s + z * z, z * mpmath.sqrt(z * z + 4 * s * (n - s) / n)
    low, high = ((center + sign * reach) / (2 * (n + z * z)) for sign in (-1, 1))
    level = float(mpmath.erf(z / mpmath.sqrt(2)))
    known = scipy.stats.binomtest(successes, trials).proportion_ci(confidence_level=level, method="wilson")
    assert abs(known.low - float(low)) < 1e-12 and abs(known.high - float(high)) < 1e-12
    return {"successes": successes, "trials": trials, "z": float(z), "low": abs(float(low)) if low > 1e-40 else 0.0, "high": float(high)}


def wilsons():
    cases = [(0, 10), (8, 10), (10, 10), (1, 30), (23, 30), (29, 30), (0, 1), (1, 1), (3, 100_000), (412, 500), (7, 1_000_000)]
    z95 = 1.959963984540054
    return [wilson(s, n, z95) for s, n in cases] + [wilson(5, 40, z) for z in (1.0, 2.5758293035489004)]


def zero_successes():
    return [{"trials": n, "limit": float(1 - mpmath.mpf("0.05") ** (mpmath.mpf(1) / n))}
            for n in (1, 8, 128, 256, 512, 1024, 8192, 1_000_000)]


def cluster(values, groups):
    v = numpy.array(values)
    d = v - v.mean()
    same = numpy.equal.outer(groups, groups) & ~numpy.eye(len(v), dtype=bool)
    naive = v.std(ddof=1) / numpy.sqrt(len(v))
    square = naive**2 + (numpy.outer(d, d) * same).sum() / len(v) ** 2
    return {"values": values, "groups": groups, "naive": float(naive), "clustered": float(numpy.sqrt(max(0, square)))}


def clusters():
    draw = random.Random(20_250)
    cases = [([0.0, 1.0, 0.25], [0, 1, 2]), ([0.0, 1.0, 0.0, 1.0], [0, 0, 1, 1]), ([1.0, 1.0, 0.0, 0.0], [0, 0, 1, 1])]
    for size, count in [(30, 2), (40, 7), (200, 30)]:
        groups = [draw.randrange(count) for _ in range(size)]
        lift = [draw.random() for _ in range(count)]
        cases.append(([round(0.5 * lift[g] + 0.5 * draw.random(), 6) for g in groups], groups))
    return [cluster(*case) for case in cases]


values = {
    "hypergeometric": hypergeometrics(),
    "allCorrect": all_correct(),
    "stable": stables(),
    "area": areas(),
    "majority": majorities(),
    "wilson": wilsons(),
    "zeroSuccesses": zero_successes(),
    "cluster": clusters(),
}
lines = [f' {json.dumps(name)}: [\n  ' + ",\n  ".join(map(json.dumps, rows)) + "\n ]" for name, rows in values.items()]
Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
