"""What equal entropy does to the demo, written to entropy_match.json, apart from kscope: by NumPy from counts.jsonl alone.

Run it from anywhere after changing the demo, and read the difference. It needs `numpy`.
"""

import json
import math
from pathlib import Path

import numpy

HERE = Path(__file__).resolve().parent
RUNS = HERE.parents[2] / "sample-data" / "demo" / "runs"
TEMPERATURES = ["0.3", "0.6", "0.8", "1.0", "1.2"]
K = [1, 32, 128]
Z = 1.959963984540054


def counts(model, temperature):
    path = RUNS / model / "countdown-test" / f"t{temperature}" / "counts.jsonl"
    return {row["id"]: row for row in map(json.loads, open(path, encoding="utf-8"))}


def pass_at(row, k):
    return 1 - math.comb(row["n"] - row["c"], k) / math.comb(row["n"], k)


base = {t: counts("base", t) for t in TEMPERATURES}
grpo = {t: counts("grpo-step100", t) for t in TEMPERATURES}
ids = sorted(base["0.6"])


def column(rows, value):
    return numpy.array([value(rows[i]) for i in ids])


def reach(values):
    return Z * values.std(ddof=1) / math.sqrt(len(values))


entropy = lambda row: row["mean_entropy"]
target, low, high = (column(r, entropy) for r in (base["0.6"], grpo["1.0"], grpo["1.2"]))
part = (target.mean() - low.mean()) / (high.mean() - low.mean())
draws = numpy.random.default_rng(0).integers(0, len(ids), (20000, len(ids)))
parts = (target[draws].mean(1) - low[draws].mean(1)) / (high[draws].mean(1) - low[draws].mean(1))
result = {
    "temperature": 1 + 0.2 * part,
    "temperature_bootstrap": [1 + 0.2 * q for q in numpy.quantile(parts, [0.025, 0.975])],
    "gaps": {}, "best": {},
}
for k in K:
    b, c, l, h = (column(r, lambda row: pass_at(row, k)) for r in (base["0.6"], grpo["0.6"], grpo["1.0"], grpo["1.2"]))
    matched = l + part * (h - l)
    shares = (matched - c)[draws].mean(1) / (b - c)[draws].mean(1)
    result["gaps"][k] = {
        "baseline": b.mean(), "candidate": c.mean(), "nearest": h.mean(), "interpolated": matched.mean(),
        "before": [(b - c).mean(), reach(b - c)], "after": [(b - matched).mean(), reach(b - matched)],
        "closed": (matched - c).mean() / (b - c).mean(), "closed_nearest": (h - c).mean() / (b - c).mean(),
        "closed_bootstrap": list(numpy.quantile(shares, [0.025, 0.975])),
    }
    for name, runs in (("base", base), ("grpo-step100", grpo)):
        values = {t: column(runs[t], lambda row: pass_at(row, k)) for t in TEMPERATURES}
        best = max(TEMPERATURES, key=lambda t: values[t].mean())
        result["best"][f"{name} {k}"] = {
            "temperature": float(best),
            "leads": {t: [(values[best] - v).mean(), reach(values[best] - v)] for t, v in values.items() if t != best},
        }
(HERE / "entropy_match.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
