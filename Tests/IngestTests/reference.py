#!/usr/bin/env python3
"""Computes sample-data/formats/*/expected.json with exact fractions, apart from kscope.

Run it from anywhere after changing sample data, and read the difference."""
import csv, glob, json, os, subprocess, zipfile
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


def eval_plus(paths, metric):
    """The base tests, or both where the further ones were run."""
    for p in paths:
        for task, samples in rows(p)["eval"].items():
            for s in samples:
                if metric == "base" or s["plus_status"] is not None:
                    yield task, s["base_status"] == "pass" and (metric == "base" or s["plus_status"] == "pass")


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


def lm_eval(paths, metric):
    """A document stands once for each filter."""
    name, kept = metric.split(",")
    return [(r["doc_id"], r[name] == 1) for p in paths for r in rows(p) if r["filter"] == kept]


def lm_eval_older(paths, metric):
    """Filters have no names: the second time a document comes it is that of the second."""
    number = int((metric.split("#") + ["1"])[1])
    for p in paths:
        seen = {}
        for r in rows(p):
            seen[r["doc_id"]] = seen.get(r["doc_id"], 0) + 1
            if seen[r["doc_id"]] == number:
                yield r["doc_id"], r["exact_match"] == 1


def lm_eval_s1(paths):
    return [(r["doc_id"], v == 1) for p in paths for r in rows(p) for v in r["exact_matches"]]


def member(archive, path, info):
    """The bytes of a member; those of zstd by its program, as zipfile knows them from Python 3.14 on."""
    if info.compress_type != 93:
        return archive.read(info)
    with open(path, "rb") as file:
        file.seek(info.header_offset)
        head = file.read(30)
        file.seek(int.from_bytes(head[26:28], "little") + int.from_bytes(head[28:30], "little"), 1)
        packed = file.read(info.compress_size)
    return subprocess.run(["zstd", "-dcq"], input=packed, capture_output=True, check=True).stdout


def inspect(paths, metric):
    """Samples themselves, also of archives, so that their summaries are proved, too."""
    scorer, _, key = metric.partition(".")
    for p in paths:
        if p.endswith(".json"):
            samples = rows(p)["samples"]
        else:
            with zipfile.ZipFile(p) as archive:
                last = {i.filename: i for i in archive.infolist() if i.filename.startswith("samples/")}
                samples = [json.loads(member(archive, p, i)) for i in last.values()]
        for s in samples:
            value = s["scores"][scorer]["value"] if s["scores"] else None
            value = value[key] if key and value else value
            # Half right is not right, and no answer is wrong.
            yield s["id"], None if value is None or value != value else value == "C" if isinstance(value, str) else value >= 1


def verifiers(paths):
    """A rollout that failed has reward 0, and is wrong."""
    for p in paths:
        with open(os.path.join(os.path.dirname(p), "metadata.json")) as file:
            bar = json.load(file).get("pass_threshold", 1)
        for r in rows(p):
            yield r.get("example_id", r.get("id")), r["reward"] >= bar


# Format, the files of one run whose verdicts count, further files of it, and the metrics of its samples where
# they have several: the first counts unless a person says otherwise.
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
    (eval_plus, "evalplus", "evalplus_results/humaneval/*.json", [], ["plus", "base"]),
    (eval_plus, "evalplus", "evalplus_results/mbpp/*.json", [], ["base"]),
    (eval_plus_legacy, "evalplus", "2023/*/*/*.json", []),
    (big_code_bench, "evalplus", "bcb_results/*_eval_results.json", []),
    (crux_eval, "cruxeval", "evaluation_results/*_input.json", []),
    (crux_eval, "cruxeval", "evaluation_results/*_output.json", []),
    (reasoning_gym, "reasoning-gym", "demo-*/*/chain_sum.json", []),
    (reasoning_gym, "reasoning-gym", "demo-*/*/jugs.json", []),
    (reasoning_gym, "reasoning-gym", "step_400/*.json", []),
    (tau_bench, "tau-bench", "results/*/*.json", []),
    (lm_eval, "lm-eval", "results/*/samples_boxes_*.jsonl", [], ["acc,none", "acc_norm,none"]),
    (lm_eval, "lm-eval", "results/*/samples_made_up_sums_*.jsonl", [], ["exact_match,strict-match", "exact_match,flexible-extract"]),
    (lm_eval_older, "lm-eval", "results/*/samples_old_sums_*.jsonl", [], ["exact_match", "exact_match,#2"]),
    (lm_eval_s1, "lm-eval", "results/*/samples_aime_made_up_*.jsonl", []),
    (inspect, "inspect", "logs/*_sums_*.json", [], ["match", "includes"]),
    (inspect, "inspect", "logs/*_backward_words_*.eval", [], ["shape.right", "shape.tidy"]),
    (inspect, "inspect", "logs/*_poems_*.eval", [], ["judge"]),
    (inspect, "inspect", "logs/*_doubles_*.eval", [], ["match"]),
    (verifiers, "verifiers", "outputs/evals/rivers--*/*/results.jsonl", []),
    (verifiers, "verifiers", "outputs/evals/maze--*/*/results.jsonl", []),
]


def summary(reader, folder, pattern, further, metrics=()):
    runs = [figures(reader, folder, pattern, further, metric) for metric in metrics or [None]]
    if not metrics:
        return runs[0]
    return {**runs[0], "metric": metrics[0], "others": [{**run, "metric": m} for run, m in zip(runs[1:], metrics[1:])]}


def figures(reader, folder, pattern, further, metric):
    paths = sorted(glob.glob(f"{ROOT}/{folder}/{pattern}"))
    problems, ungraded = {}, 0
    for problem, verdict in reader(paths) if metric is None else reader(paths, metric):
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
    runs = [summary(*run) for run in RUNS if run[1] == folder]
    with open(f"{ROOT}/{folder}/expected.json", "w", encoding="utf-8") as file:
        json.dump({"runs": runs}, file, indent=2)
        file.write("\n")


def curves(folder):
    """Of published curves, which are no runs: their facts and values."""
    numbers = {"step", "temperature", "rollouts_n", "kl_coef"}
    found = {}
    for path in sorted(glob.glob(f"{ROOT}/{folder}/*.[ct]sv")):
        lines = [l for l in open(path, encoding="utf-8") if not l.startswith("#")]
        for row in csv.DictReader(lines, delimiter="\t" if path.endswith(".tsv") else ","):
            row = {key: float(cell) if key in numbers else cell for key, cell in row.items() if cell}
            k, value, note = int(row.pop("k")), row.pop("value"), row.pop("note", "")
            problems, source, metric = row.pop("problems", None), row.pop("source"), row.pop("metric", "pass@k")
            curve = found.setdefault(json.dumps([path, source, metric, row], sort_keys=True), {
                "file": os.path.basename(path), "source": source, "metric": metric, "note": "", "problems": 0,
                "model": row["model"], "benchmark": row["benchmark"], "role": row.get("role", ""),
                "numbers": {key: row[key] for key in sorted(numbers & row.keys())}, "decimals": 0, "points": []})
            curve["note"] = curve["note"] or note
            curve["problems"] = curve["problems"] or int(problems or 0)
            curve["decimals"] = max(curve["decimals"], len(value.partition(".")[2]))
            curve["points"].append({"k": k, "value": float(value)})
    for curve in found.values():
        curve["points"].sort(key=lambda point: point["k"])
    return list(found.values())


with open(f"{ROOT}/references/expected.json", "w", encoding="utf-8") as file:
    json.dump({"curves": curves("references")}, file, indent=2)
    file.write("\n")
