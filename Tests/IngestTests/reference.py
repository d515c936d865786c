#!/usr/bin/env python3
"""Computes sample-data/formats/*/expected.json with exact fractions, apart from kscope.

Run it from anywhere after changing sample data, and read the difference."""
import glob, json, os
from fractions import Fraction
from math import comb

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../sample-data/formats")


def rows(path):
    text = open(path, encoding="utf-8").read()
    return json.loads(text) if path.endswith(".json") else [json.loads(l) for l in text.split("\n") if l.strip()]


def qwen_math(paths):
    lines = [r for p in paths for r in rows(p)]
    ids, questions = {r["idx"] for r in lines}, {r["question"] for r in lines}
    by_question = len(lines) == len(ids) and 2 * len(questions) <= len(lines)
    return [(r["question" if by_question else "idx"], v) for r in lines for v in r["score"]]


def verl(paths):
    lines = [r for p in paths for r in rows(p)]
    said = {True: True, False: False, "True": True, "False": False}
    bar = (lambda s: s > 0) if any(r["score"] < 0 for r in lines) else (lambda s: s >= 1)
    grade = lambda r: said[r["acc"]] if "acc" in r else None if r["score"] != r["score"] else bar(r["score"])
    return [(r["input"], grade(r)) for r in lines]


def human_eval(paths):
    return [(r["task_id"], r["passed"]) for p in paths for r in rows(p)]


def kscope(paths):
    return [(r["problem_id"], r["correct"]) for p in paths for r in rows(p)]


def counts(paths):
    return [(r["id"], i < r["c"]) for p in paths for r in rows(p) for i in range(r["n"])]


def generic(paths):
    words = {True: True, False: False, "failed": False}
    for p in paths:
        for r in rows(p):
            if "rollouts" in r:
                for s in r["rollouts"]:
                    yield r["task_id"], words[s["passed"]] if "passed" in s else s["score"] >= 1
            else:
                for v in r["is_correct"]:
                    yield r["question"], v


def by_score(problem, score):
    return problem, None if score != score else score >= 1


def areal(paths):
    return [by_score(r["prompt"], r["reward"]) for p in paths for r in rows(p)]


def live_code_bench(paths):
    return [(r["question_id"], v) for p in paths for r in rows(p) for v in r["graded_list"]]


def eval_plus(paths):
    """Base tests, and the further ones where they were run."""
    for p in paths:
        for task, samples in rows(p)["eval"].items():
            for s in samples:
                yield task, s["base_status"] == "pass" and s["plus_status"] in ("pass", None)


def eval_plus_legacy(paths):
    for p in paths:
        for task, r in rows(p)["eval"].items():
            for i in range(r["nfiles"]):
                yield task, all(tests[i][0] == "success" for tests in (r["base"], r["plus"]) if tests)


def big_code_bench(paths):
    return [(t, s["status"] == "pass") for p in paths for t, l in rows(p)["eval"].items() for s in l]


def crux_eval(paths):
    return [(t, v) for p in paths for t, l in rows(p)["raw_scored_generations"].items() for v in l]


def reasoning_gym(paths):
    for p in paths:
        document = rows(p)
        parts = [d for c in document.get("categories", []) for d in c["datasets"]] or [document]
        for r in (r for part in parts for r in part["results"]):
            for s in r["completions"]:
                yield by_score(r["question"], s["score"])


def tau_bench(paths):
    return [by_score(r["task_id"], r["reward"]) for p in paths for r in rows(p)]


# Format, the files of one run whose verdicts count, and further files of it.
RUNS = [
    (qwen_math, "qwen-math", "Qwen2.5-7B_*/aime24/*.jsonl", []),
    (qwen_math, "qwen-math", "Qwen2.5-1.5B-Instruct/aime24x8/*.jsonl", []),
    (verl, "verl", "grpo-demo/val/0.jsonl", []),
    (verl, "verl", "grpo-demo/val/10.jsonl", []),
    (human_eval, "human-eval", "codemodel_t0.8/samples.jsonl_results.jsonl", []),
    (counts, "counts", "ppo-7b/math500/counts.jsonl", ["ppo-7b/math500/samples.jsonl"]),
    (kscope, "kscope", "demo-rl/samples.jsonl", []),
    (generic, "generic", "best-of-4/gsm8k.jsonl", []),
    (generic, "generic", "judged_t0.7/mbpp.json", []),
    (areal, "areal", "logs/ada/grpo-sums/trial0/rollout/8/*.jsonl", []),
    (areal, "areal", "logs/ada/grpo-sums/trial0/rollout/9/*.jsonl", []),
    (areal, "areal", "logs/ada/grpo-sums/trial0/eval-rollout/9/*.jsonl", []),
    (live_code_bench, "livecodebench", "output/*/*_eval_all.json", []),
    (eval_plus, "evalplus", "evalplus_results/humaneval/*.json", []),
    (eval_plus, "evalplus", "evalplus_results/mbpp/*.json", []),
    (eval_plus_legacy, "evalplus", "2023/*/*/*.json", []),
    (big_code_bench, "evalplus", "bcb_results/*_eval_results.json", []),
    (crux_eval, "cruxeval", "evaluation_results/*_input.json", []),
    (crux_eval, "cruxeval", "evaluation_results/*_output.json", []),
    (reasoning_gym, "reasoning-gym", "demo-*/*/chain_sum.json", []),
    (reasoning_gym, "reasoning-gym", "demo-*/*/jugs.json", []),
    (reasoning_gym, "reasoning-gym", "step_400/*.json", []),
    (tau_bench, "tau-bench", "results/*/*.json", []),
]


def summary(folder, reader, pattern, further):
    paths = sorted(glob.glob(f"{ROOT}/{folder}/{pattern}"))
    problems, ungraded = {}, 0
    for problem, verdict in reader(paths):
        n, c = problems.setdefault(problem, (0, 0))
        ungraded += verdict is None
        problems[problem] = (n + (verdict is not None), c + (verdict is True))
    graded = [(n, c) for n, c in problems.values() if n]
    largest = max(n for n, _ in graded)
    ks = sorted({2**i for i in range(largest.bit_length()) if 2**i <= largest} | {largest})
    def pass_at(k):
        fit = [Fraction(comb(n - c, k), comb(n, k)) for n, c in graded if n >= k]
        return float(1 - sum(fit) / len(fit))
    return {
        "files": sorted([os.path.relpath(p, f"{ROOT}/{folder}") for p in paths] + further),
        "problems": len(problems), "samples": sum(n for n, _ in graded) + ungraded,
        "correct": sum(c for _, c in graded), "ungraded": ungraded,
        "unsolved": sum(c == 0 for _, c in graded),
        "n_min": min(n for n, _ in graded), "n_max": largest,
        "mean_accuracy": float(sum(Fraction(c, n) for n, c in graded) / len(graded)),
        "pass_at_k": [{"k": k, "value": pass_at(k)} for k in ks],
    }


for folder in sorted({r[1] for r in RUNS}):
    runs = [summary(f, r, p, x) for r, f, p, x in RUNS if f == folder]
    with open(f"{ROOT}/{folder}/expected.json", "w", encoding="utf-8") as file:
        json.dump({"runs": runs}, file, indent=2)
        file.write("\n")
