"""Values of measures of the demo, written to measures.json, apart from kscope: by NumPy, SciPy and whole numbers.

Run it from anywhere after changing the demo, and read the difference. It needs `numpy` and `scipy`.
"""

import json
import math
from collections import Counter, defaultdict
from pathlib import Path

import numpy
import scipy.stats

DEMO = Path(__file__).resolve().parents[3] / "sample-data" / "demo"
RUNS = [
    "base/countdown-test/t0.6", "base/countdown-ood/t0.6", "base-direct/countdown-test/t0.6",
    "grpo-step100/countdown-test/t0.6", "grpo-step100/countdown-test/t1.2",
]


def rows(path):
    return [json.loads(line) for line in open(path, encoding="utf-8")]


def pass_at(n, c, k):
    return 1 - math.comb(n - c, k) / math.comb(n, k)


def mean(values):
    values = list(values)
    return float(numpy.mean(values)) if values else None


def mean_pass(tallies, k):
    return mean(pass_at(n, c, k) for n, c in tallies if n >= k)


def perplexity(sample):
    return math.exp(-sample["logprob_sum"] / sample["n_tokens"])


def by_problem(samples):
    groups = defaultdict(list)
    for sample in samples:
        groups[sample["problem_id"]].append(sample)
    return list(groups.values())


def distinct(group):
    """The verdicts of each different response."""
    verdicts = defaultdict(set)
    for sample in group:
        verdicts[sample["response"]].add(sample["correct"])
    return list(verdicts.values())


def votes(group):
    """The share of right answers among those with the most votes."""
    given = [s for s in group if s["answer"] is not None and str(s["answer"]).strip()]
    counts = Counter(str(s["answer"]).strip() for s in given)
    right = Counter(str(s["answer"]).strip() for s in given if s["correct"])
    most = max(counts.values(), default=0)
    top = [answer for answer in counts if counts[answer] == most]
    share = sum(2 * right[a] > counts[a] for a in top) / len(top) if top else 0
    entropy = scipy.stats.entropy(list(counts.values())) if counts else None
    return share, entropy, len(counts), len(group) - len(given)


def of_samples(path):
    samples = rows(path)
    groups = by_problem(samples)
    cut = [s for s in samples if s["finish_reason"] == "length"]
    ppl = [perplexity(s) for s in samples]
    kept = [[s for s in g if s["finish_reason"] != "length"] for g in groups]
    verdicts = [distinct(g) for g in groups]
    single = [[v for v in group if len(v) == 1] for group in verdicts]
    ballots = [votes(g) for g in groups]

    def right(sample):
        return sample["correct"] and sample["finish_reason"] != "length"

    wrong = [(len(g), sum(map(right, g))) for g in groups]
    missing = [(len(g), sum(s["correct"] for s in g)) for g in kept]
    once = [(len(g), sum(v == {True} for v in g)) for g in single]
    least = [(len(g), sum(s["correct"] and s["cot_valid"] is True for s in g)) for g in groups]
    most = [(len(g), sum(s["correct"] and s["cot_valid"] is not False for s in g)) for g in groups]
    return {
        "samples": len(samples),
        "mean_tokens": mean(s["n_tokens"] for s in samples),
        "mean_tokens_correct": mean(s["n_tokens"] for s in samples if s["correct"]),
        "mean_tokens_incorrect": mean(s["n_tokens"] for s in samples if not s["correct"]),
        "mean_entropy": mean(mean(s["mean_entropy"] for s in g) for g in groups),
        "mean_perplexity": float(numpy.mean(ppl)),
        "sd_perplexity": float(numpy.std(ppl, ddof=1)),
        "median_perplexity": float(numpy.median(ppl)),
        "truncated": len(cut),
        "truncated_correct": sum(s["correct"] for s in cut),
        "truncated_as_wrong": [mean_pass(wrong, k) for k in (1, 8)],
        "truncated_as_missing": [mean_pass(missing, k) for k in (1, 8)],
        "distinct": sum(map(len, verdicts)),
        "distinct_n": sum(n for n, _ in once),
        "distinct_c": sum(c for _, c in once),
        "distinct_pass": [mean_pass(once, k) for k in (1, 2)],
        "cot_pass": [mean_pass(least, k) for k in (1, 8)],
        "cot_pass_most": [mean_pass(most, k) for k in (1, 8)],
        "maj_at_n": mean(share for share, *_ in ballots),
        "answers": sum(b[2] for b in ballots),
        "unanswered": sum(b[3] for b in ballots),
        "answer_entropy": mean(b[1] for b in ballots if b[1] is not None),
    }


def of_counts(path):
    lines = rows(path)
    k = 8
    return {
        "mean_tokens": mean(r["mean_tokens"] for r in lines),
        "mean_entropy": mean(r["mean_entropy"] for r in lines),
        "cot_pass": [mean_pass([(r["n"], r["cot_valid_correct"]) for r in lines], k) for k in (1, 8)],
        "pass_hat": mean(math.comb(r["c"], k) / math.comb(r["n"], k) for r in lines),
        "g_pass": mean(scipy.stats.hypergeom.sf(3, r["n"], r["c"], k) for r in lines),
        "cover": [mean(r["c"] >= tau * r["n"] for r in lines) for tau in (0, 0.05, 0.5, 1)],
    }


def training():
    lines = rows(DEMO / "train_logs" / "grpo.jsonl")
    steps = numpy.array([r["step"] for r in lines])
    reward = numpy.array([r["reward"] for r in lines])
    apart = steps[:, None] - steps[None, :]
    near = abs(apart) <= 5
    fading = numpy.where(apart >= 0, (1 - 2 / 11) ** numpy.maximum(apart, 0), 0)
    x = numpy.exp([r["entropy"] for r in lines])
    fit = scipy.stats.linregress(x, reward)
    return {
        "steps": len(lines),
        "centered_11": (near @ reward / near.sum(1)).tolist(),
        "exponential_10": (fading @ reward / fading.sum(1)).tolist(),
        "a": -fit.slope, "b": fit.intercept, "r_squared": fit.rvalue ** 2,
        "error_of_a": fit.stderr, "error_of_b": fit.intercept_stderr,
    }


def over_training():
    lines = rows(DEMO / "perplexity" / "over_training.jsonl")
    steps = defaultdict(lambda: defaultdict(list))
    for row in lines:
        steps[row["step"]][row["problem_id"]].append(perplexity(row))
    return {
        str(step): [mean(numpy.median(v) for v in problems.values()), len(problems)]
        for step, problems in sorted(steps.items())
    }


def main():
    values = {
        "samples": {run: of_samples(DEMO / "runs" / run / "samples.jsonl") for run in RUNS},
        "counts": {run: of_counts(DEMO / "runs" / run / "counts.jsonl") for run in RUNS},
        "training": training(),
        "over_training": over_training(),
    }
    path = Path(__file__).with_suffix(".json")
    path.write_text(json.dumps(values, indent=1) + "\n")


main()
