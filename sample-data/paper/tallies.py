"""Finds counts of right samples that fall into published bins and give nearly a published curve of pass@k.

The rule, which is the same for all: in each bin the problems start spread evenly over its counts. Then, again and
again, of all ways to move problems from one count to another of the same bin, the one is taken that lessens the sum of
the squared differences from the curve the most, until none does by more than 1e-12. Nothing is drawn by chance."""
from fractions import Fraction
from math import comb


def ranges(n):
    """The counts of each bin: 0; those of which ceil(10 c / n) is 1, …, 10, without n; n."""
    inner = [range((j - 1) * n // 10 + 1, min(j * n // 10, n - 1) + 1) for j in range(1, 11)]
    return [range(0, 1)] + inner + [range(n, n + 1)]


def solved(n, c, k):
    """The chance that k of n samples, of which c are right, hold a right one."""
    return 1 - float(Fraction(comb(n - c, k), comb(n, k)))


def start(bins, n):
    """How many problems have each count."""
    amounts = {}
    for count, counts in zip(bins, ranges(n)):
        for i in range(count):
            c = counts[(2 * i + 1) * len(counts) // (2 * count)]
            amounts[c] = amounts.get(c, 0) + 1
    return amounts


def best_move(amounts, n, gains, rest):
    best = (1e-12, None)
    for counts in ranges(n):
        for source in counts:
            if not amounts.get(source):
                continue
            for target in counts:
                change = [b - a for a, b in zip(gains[source], gains[target])]
                square = sum(d * d for d in change)
                if square == 0:
                    continue
                along = -sum(r * d for r, d in zip(rest, change))
                m = min(max(round(along / square), 0), amounts[source])
                gain = 2 * m * along - m * m * square
                if gain > best[0]:
                    best = (gain, (source, target, m))
    return best[1]


def tallies(bins, n, curve):
    """The counts of all problems, least first, and the largest difference from the curve, as (difference, k)."""
    problems = sum(bins)
    amounts = start(bins, n)
    ks = [k for k, _ in curve]
    gains = {c: [solved(n, c, k) / problems for k in ks] for counts in ranges(n) for c in counts}
    while True:
        rest = [sum(m * gains[c][i] for c, m in amounts.items()) - v for i, (_, v) in enumerate(curve)]
        move = best_move(amounts, n, gains, rest)
        if move is None:
            break
        source, target, m = move
        amounts[source] -= m
        amounts[target] = amounts.get(target, 0) + m
    furthest = max(zip(rest, ks), key=lambda pair: abs(pair[0]))
    return [c for c in sorted(amounts) for _ in range(amounts[c])], furthest
