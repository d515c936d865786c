"""Values for the tests of likelihoods, fitted models and entropies, by NumPy, SciPy and mpmath."""

import json
import pathlib

import mpmath
import numpy as np
from scipy import optimize, special, stats

mpmath.mp.dps = 50
random = np.random.default_rng(20250613)

# The dots of figure 6 of arXiv 2504.13837, problem 1, as measured in the drawing.
DOTS = {
    "Base(Base)": [1.033, 1.047, 1.056, 1.066, 1.068, 1.070, 1.078, 1.084, 1.088, 1.101, 1.101,
                   1.103, 1.109, 1.109, 1.128, 1.136],
    "Base(RL)": [1.048, 1.049, 1.050, 1.051, 1.052, 1.055, 1.056, 1.058, 1.059, 1.060, 1.061,
                 1.063, 1.067, 1.068, 1.073, 1.075],
    "RL(RL)": [1.032, 1.040, 1.042, 1.045, 1.045, 1.046, 1.047, 1.049, 1.049, 1.049, 1.051,
               1.054, 1.057, 1.060, 1.060, 1.062],
    "Base(o1)": [1.179, 1.197, 1.202, 1.208, 1.209, 1.233, 1.269],
}


def summary(values):
    """A box as matplotlib draws it: whiskers reach 1.5 interquartile ranges, never into the box."""
    x = np.sort(np.asarray(values, float))
    q1, median, q3 = np.percentile(x, [25, 50, 75])
    low, high = q1 - 1.5 * (q3 - q1), q3 + 1.5 * (q3 - q1)
    near = x[(x >= low) & (x <= high)]
    return {
        "values": list(map(float, values)),
        "quartiles": [x[0], q1, median, q3, x[-1]],
        "mean": x.mean(),
        "whiskers": [min(q1, near[0]) if len(near) else q1, max(q3, near[-1]) if len(near) else q3],
        "outliers": x[(x < low) | (x > high)].tolist(),
    }


def summaries():
    drawn = [np.round(random.lognormal(0.3, 1, size), 4) for size in (1, 2, 3, 4, 5, 10, 31, 64)]
    return [summary(x) for x in [*DOTS.values(), *drawn, [7, 7, 7, 7], [0, 10, 10, 10]]]


def law(k, mass, alpha, beta):
    """pass@k by 50-digit arithmetic."""
    a, b = mpmath.mpf(alpha), mpmath.mpf(beta)
    log_miss = (mpmath.loggamma(b + k) - mpmath.loggamma(b)
                - mpmath.loggamma(a + b + k) + mpmath.loggamma(a + b))
    return float((1 - mpmath.mpf(mass)) * -mpmath.expm1(log_miss))


def laws():
    cases = [(0, 1, 1), (0.5, 1, 1), (0.25, 0.3, 5), (0.1, 0.05, 0.4), (0, 1e-5, 2.5),
             (0.2, 3, 3000), (0, 2e5, 1e6), (0.6, 40, 0.02), (0.3, 12, 15.9), (0.3, 12, 16.1)]
    return [{"mass": m, "alpha": a, "beta": b, "k": k, "value": law(k, m, a, b)}
            for m, a, b in cases for k in (1, 2, 3, 17, 256, 10_000, 1_000_000)]


def tally(mass, alpha, beta, budgets):
    """(n, c, problems) of problems drawn from a zero-inflated beta-binomial law."""
    counts = {}
    for n in budgets:
        p = 0 if random.random() < mass else random.beta(alpha, beta)
        key = (int(n), int(random.binomial(n, p)))
        counts[key] = counts.get(key, 0) + 1
    return [[n, c, times] for (n, c), times in sorted(counts.items())]


def log_likelihood(data, mass, alpha, beta):
    n, c, times = np.array(data).T
    log_p = stats.betabinom.logpmf(c, n, alpha, beta) + np.log1p(-mass)
    zero = np.log(mass) if mass > 0 else -np.inf
    return float(np.sum(times * np.where(c == 0, np.logaddexp(zero, log_p), log_p)))


def maximum(data):
    """The best of many searches, with the zero mass free and with none."""
    def free(x):
        return -log_likelihood(data, special.expit(x[0]), np.exp(x[1]), np.exp(x[2]))

    def without(x):
        return -log_likelihood(data, 0, np.exp(x[0]), np.exp(x[1]))

    options = {"xatol": 1e-10, "fatol": 1e-12, "maxiter": 20_000, "maxfev": 20_000}
    box = [(-40, 20), (-12, 14), (-12, 14)]
    ends = []
    for a in (-1.5, 0, 1.5):
        for b in (-1, 1, 3):
            for start in [(z, a, b) for z in (-3, 0)]:
                found = optimize.minimize(free, start, method="Nelder-Mead", options=options,
                                          bounds=box)
                found = optimize.minimize(free, found.x, method="Nelder-Mead", options=options,
                                          bounds=box)
                ends.append((found.fun, special.expit(found.x[0]), *np.exp(found.x[1:])))
            found = optimize.minimize(without, (a, b), method="Nelder-Mead", options=options,
                                      bounds=box[1:])
            # A mass of exactly 0 wins where the free search creeps towards it.
            ends.append((found.fun - 1e-9, 0.0, *np.exp(found.x)))
    return min(ends)[1:]


def fits():
    sets = [
        tally(0.3, 0.6, 4, [64] * 80),
        tally(0, 0.4, 1.5, [128] * 60),
        tally(0.15, 1.2, 20, random.choice([16, 32, 64, 100], 200)),
        tally(0.5, 2, 2, [8] * 40),
        tally(0.2, 0.3, 30, [256] * 500),
    ]
    results = []
    for data in sets:
        mass, alpha, beta = map(float, maximum(data))
        results.append({
            "tallies": data, "mass": mass, "alpha": alpha, "beta": beta,
            "logLikelihood": log_likelihood(data, mass, alpha, beta),
            "passAtK": [[k, law(k, mass, alpha, beta)] for k in (1, 64, 1024, 65536)],
        })
    return results


def power_laws():
    results = []
    for a, b, noise in ((-2.5, -0.35, 0), (-3.2, -0.5, 0.02), (-0.6, -0.08, 0.005), (-1, -1.6, 0)):
        k = 2.0 ** np.arange(9)
        y = np.minimum(a * k ** b + random.normal(0, noise, k.size) if noise else a * k ** b, -1e-9)
        value = np.exp(y)
        (fa, fb), _ = optimize.curve_fit(lambda k, a, b: a * k ** b, k, np.log(value),
                                         p0=(-1, -0.5), xtol=1e-14, ftol=1e-14, maxfev=10_000)
        left = np.sum((np.log(value) - fa * k ** fb) ** 2)
        results.append({
            "k": k.astype(int).tolist(), "passAtK": value.tolist(), "a": fa, "b": fb,
            "rSquared": 1 - left / np.sum((np.log(value) - np.log(value).mean()) ** 2),
            "at4096": float(np.exp(fa * 4096.0 ** fb)),
        })
    return results


def entropy_laws():
    results = []
    for a, b, noise, size in ((0.3, 0.75, 0.01, 40), (0.05, 0.4, 0.02, 7), (-0.1, 0.2, 0.01, 3)):
        h = np.sort(random.uniform(0.05, 0.9, size))[::-1]
        r = -a * np.exp(h) + b + random.normal(0, noise, size)
        design = np.column_stack([-np.exp(h), np.ones(size)])
        found, left, _, _ = np.linalg.lstsq(design, r, rcond=None)
        covariance = left[0] / (size - 2) * np.linalg.inv(design.T @ design)
        to_ceiling = np.array([-1, 1])
        results.append({
            "entropy": h.tolist(), "reward": r.tolist(), "a": found[0], "b": found[1],
            "errorA": np.sqrt(covariance[0, 0]), "errorB": np.sqrt(covariance[1, 1]),
            "errorCeiling": np.sqrt(to_ceiling @ covariance @ to_ceiling),
            "rSquared": 1 - left[0] / np.sum((r - r.mean()) ** 2),
        })
    return results


def answer_entropies():
    results = []
    for counts in ([5], [1, 1, 1, 1], [10, 3, 2, 1], [120, 5, 1, 1, 1], [3, 0, 3]):
        plug_in = float(stats.entropy(counts))
        bias = (np.count_nonzero(counts) - 1) / (2 * sum(counts))
        results.append({"counts": counts, "plugIn": plug_in, "millerMadow": plug_in + bias})
    return results


def token_entropy():
    """Ten problems with unequal numbers of samples; a null entropy was not recorded."""
    samples = []
    for problem in range(10):
        for _ in range(int(random.integers(1, 7))):
            missing = random.random() < 0.15
            samples.append([problem, None if missing else round(float(random.gamma(2, 0.1)), 5),
                            int(random.integers(5, 400))])
    known = [s for s in samples if s[1] is not None]
    means = [np.mean([s[1] for s in known if s[0] == p]) for p in sorted({s[0] for s in known})]
    return {
        "problems": [s[0] for s in samples], "entropies": [s[1] for s in samples],
        "tokens": [s[2] for s in samples], "mean": np.mean(means), "count": len(means),
        "standardError": np.std(means, ddof=1) / np.sqrt(len(means)),
        "tokenWeighted": np.average([s[1] for s in known], weights=[s[2] for s in known]),
        "without": len(samples) - len(known),
    }


values = {
    "summaries": summaries(), "laws": laws(), "fits": fits(), "powerLaws": power_laws(),
    "entropyLaws": entropy_laws(), "answerEntropies": answer_entropies(),
    "tokenEntropy": token_entropy(),
}
path = pathlib.Path(__file__).with_suffix(".json")
path.write_text(json.dumps(values, indent=None, separators=(",", ":")) + "\n")
