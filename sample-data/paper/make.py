#!/usr/bin/env python3
"""Writes the files of this folder from published.py; about two minutes, nothing but Python needed.

Run it from anywhere, and read the difference: the same files come out each time."""
import csv, gzip, io, json, math, os, sys

sys.dont_write_bytecode = True
import published as paper
from tallies import tallies

HERE = os.path.dirname(os.path.abspath(__file__))
PAPER = "Yue et al. 2025, arXiv 2504.13837"
SIZES = {"AIME24": 30, "AIME24-filtered": 18, "AMC23": 40, "MATH500": 500, "Minerva": 272, "GSM8K": 1319,
         "OlympiadBench": 675, "LiveCodeBench-v5": 279, "Omni-MATH-Train": 2000, "Omni-MATH-Test": 821,
         "HumanEval+": 164, "MBPP+": 378}
COLUMNS = ["benchmark", "model", "role", "base_model", "family", "size", "algorithm", "framework", "step",
           "temperature", "rollouts_n", "kl_coef", "problems", "k", "value", "source"]
OTHERS = {
    "Oat-Zero-7B": ("Qwen2.5-Math-7B", "GRPO", "Oat-Zero"),
    "DAPO-Qwen-32B": ("Qwen2.5-32B", "DAPO", "DAPO"),
    "DeepCoder-14B": ("R1-Distill-Qwen-14B", "GRPO", "DeepCoder"),
    "CodeR1-7B": ("Qwen2.5-7B-Instruct-1M", "GRPO", "Code-R1"),
    "EasyR1-VL-7B": ("Qwen2.5-VL-7B", "GRPO", "EasyR1"),
}
NOT_BASE = {"Qwen2.5-Math-7B-Instruct": "instruct", "R1-Distill-Qwen-7B": "distill"}


def family(model):
    """Family and size, as the name has them; Qwen2.5-Math-7B is of Qwen2.5-Math."""
    words = model.split("-")
    at = next(i for i, w in enumerate(words) if w.endswith("B") and w[:-1].isdigit())
    return {"family": "-".join(words[:at]), "size": words[at]}


def facts(name):
    """What is known of a model of published.py, which may be called with its step: Qwen2.5-7B-GRPO@150."""
    model, _, step = name.partition("@")
    if model in OTHERS:
        base, algorithm, framework = OTHERS[model]
        return {"model": model, "role": "rl", "base_model": base, **family(base), "algorithm": algorithm,
                "framework": framework}
    if model.endswith("-SimpleRL-Zoo"):
        base = model.removesuffix("-SimpleRL-Zoo")
        return {"model": model, "role": "rl", "base_model": base, **family(base), "algorithm": "GRPO",
                "framework": "SimpleRLZoo"}
    if model.startswith("Qwen2.5-7B-") and "Instruct" not in model:
        algorithm = model.removeprefix("Qwen2.5-7B-").removesuffix("-n32").removesuffix("-KL")
        return {"model": model, "role": "rl", "base_model": "Qwen2.5-7B", **family("Qwen2.5-7B"),
                "algorithm": algorithm, "framework": "VeRL", "step": step,
                "rollouts_n": 32 if model.endswith("-n32") else 8, "kl_coef": 0.001 if model.endswith("-KL") else 0}
    return {"model": model, "role": NOT_BASE.get(model, "base"), **family(model)}


def lines(text):
    return [line for line in text.strip().split("\n")]


def curves(figure):
    """Benchmark, temperature, model and the points of each line."""
    for line in lines(figure):
        words, _, last = line.partition(" | ")
        place, model, *values = words.split()
        benchmark, _, temperature = place.partition(":")
        ks = [2**i for i in range(len(values))]
        if last:
            ks[-1] = int(last)
        yield benchmark, temperature or "0.6", model, list(zip(ks, values))


def write(path, text):
    path = os.path.join(HERE, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    data = text.encode()
    if path.endswith(".gz"):
        packed = io.BytesIO()
        with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
            file.write(data)
        data = packed.getvalue()
    with open(path, "wb") as file:
        file.write(data)


def write_curves(name, where, rows):
    """A table of curves; columns that are empty throughout are left out."""
    records = []
    for benchmark, temperature, model, points in rows:
        for k, value in points:
            records.append({**facts(model), "benchmark": benchmark, "temperature": temperature, "k": k, "value": value,
                            "problems": SIZES.get(benchmark, ""), "source": f"{PAPER}, {where}"})
    used = [c for c in COLUMNS if any(r.get(c, "") != "" for r in records)]
    table = io.StringIO()
    rows = csv.DictWriter(table, used, extrasaction="ignore", lineterminator="\n")
    rows.writeheader()
    rows.writerows(records)
    write(f"references/{name}.csv", f"# {PAPER}, {where}\n" + table.getvalue())


def write_references():
    for name, where, figure in [
        ("fig01-steps", "fig. 1 right", paper.FIGURE_1), ("fig02-math", "fig. 2", paper.FIGURE_2),
        ("fig03-deepcoder", "fig. 3", paper.FIGURE_3), ("fig04-code-and-vision", "fig. 4", paper.FIGURE_4),
        ("fig07-distillation", "fig. 7", paper.FIGURE_7), ("fig08-algorithms", "fig. 8", paper.FIGURE_8),
        ("fig10-math", "fig. 10", paper.FIGURE_10), ("fig11-oat-zero-and-dapo", "fig. 11", paper.FIGURE_11),
        ("fig12-livecodebench", "fig. 12", paper.FIGURE_12), ("fig13-filtered", "fig. 13", paper.FIGURE_13),
        ("fig16-rollouts-and-kl", "fig. 16", paper.FIGURE_16), ("fig17-temperature", "fig. 17", paper.FIGURE_17),
        ("fig18-entropy", "fig. 18", paper.FIGURE_18),
    ]:
        write_curves(name, where, list(curves(figure)))
    rows = []
    for line in lines(paper.TABLES_3_AND_4):
        model, *values = line.split()
        values = [f"{float(v) / 100:.3f}" for v in values]
        for i, benchmark in enumerate(["Omni-MATH-Train", "Omni-MATH-Test", "MATH500"]):
            rows.append((benchmark, "0.6", model, [(1, values[2 * i]), (256, values[2 * i + 1])]))
    write_curves("tables-3-and-4", "tables 3 and 4", rows)


def write_tallies(folder, model, benchmark, n, problems, verifier, rest={}, packed=False):
    """Counts of right samples by problem, with a run.json that says that nobody measured them."""
    about = {**facts(model), **rest}
    if "base_model" in about:
        about["base_model"] += "-constructed"
    about = {"run_id": f"{model} on {benchmark}, constructed", **about, "model": model + "-constructed",
             "benchmark": benchmark, "n": n, "temperature": 0.6, "top_p": 0.95, "max_tokens": 16384,
             "verifier": verifier}
    place = f"constructed/{folder}/{about['role']}/"
    write(place + "run.json", json.dumps(about, indent=1) + "\n")
    rows = [json.dumps({"id": i, "n": n, "c": c}, separators=(",", ":")) for i, c in problems]
    write(place + "counts.jsonl" + (".gz" if packed else ""), "\n".join(rows) + "\n")


def pair(base, rl, model, benchmark):
    """Gives each count of two runs, least first, to a problem: (ids, counts of base, counts of RL).

    Where a 2x2 table is published, its cells; the problems of one model alone get its least counts. All others go by
    rank: the problem that is i-th hardest for one model is so for the other, too, which claims as few losses as can be.
    """
    if (benchmark, model) == ("AIME24", "Qwen2.5-7B"):
        first, second = map(set, paper.AIME24_SOLVED.values())
        groups = [sorted(set(range(30)) - first - second), sorted(second - first), sorted(first - second),
                  sorted(first & second)]
    else:
        if (benchmark, model) == ("MATH500", "Qwen2.5-7B"):
            both, only_base, only_rl, neither = paper.MATH500_COVERAGE
        else:
            zeros = [base.count(0), rl.count(0)]
            neither = min(zeros)
            only_base, only_rl = zeros[1] - neither, zeros[0] - neither
            both = len(base) - neither - only_base - only_rl
        ids = [f"r{i}" for i in range(len(base))]
        ends = [0, neither, neither + only_rl, neither + only_rl + only_base, len(base)]
        groups = [ids[a:b] for a, b in zip(ends, ends[1:])]
    neither, only_rl, only_base, both = groups
    base_of = dict(zip(neither + only_rl + only_base + both, base))
    rl_of = dict(zip(neither + only_base + only_rl + both, rl))
    ids = sorted(base_of) if isinstance(both[0], int) else neither + only_rl + only_base + both
    return [[(i, of[i]) for i in ids] for of in (base_of, rl_of)]


def write_histograms():
    """The runs of figure 14; returns the largest difference of each from its curve."""
    published = {(b, m): points for f in (paper.FIGURE_2, paper.FIGURE_10) for b, _, m, points in curves(f)}
    report = []
    for line in lines(paper.HISTOGRAMS):
        place, *bins = line.split("|")
        benchmark, model = place.split()
        found = []
        for name, row in zip((model, model + "-SimpleRL-Zoo"), bins):
            curve = [(k, float(v)) for k, v in published[benchmark, name]]
            counts, furthest = tallies([int(x) for x in row.split()], curve[-1][0], curve)
            found.append(counts)
            report.append((benchmark, name, curve[-1][0], *furthest))
        n = curve[-1][0]
        for name, problems in zip((model, model + "-SimpleRL-Zoo"), pair(*found, model, benchmark)):
            write_tallies(f"{benchmark}/{model}", name, benchmark, n, problems,
                          "none: counts made to fall into the bins of fig. 14", packed=len(problems) > 500)
    return report


def write_lists():
    """The lists of solved problems: c = 1 stands for one right sample or more."""
    for model, ids in paper.LIVECODEBENCH_SOLVED.items():
        problems = [(i, int(i in ids)) for i in range(400, 450)]
        write_tallies("LiveCodeBench-400-449/Qwen2.5-7B", model, "LiveCodeBench-400-449", 128, problems,
                      "none: 1 of 128 stands for solved in table 6, 0 for not solved")


def write_training():
    logs = {}
    for line in lines(paper.TRAINING):
        run, step, *values = line.split()
        values = [None if v == "-" else float(v) for v in values]
        row = dict(zip(["step", "reward", "response_length", "entropy"], [int(step)] + values))
        logs.setdefault(run, []).append(json.dumps(row))
    for run, rows in logs.items():
        about = facts("Qwen2.5-7B-" + run)
        del about["step"]
        write(f"training/{run}/run.json", json.dumps({"run_id": f"{run}, fig. 19", **about}, indent=1) + "\n")
        write(f"training/{run}/training.jsonl", "\n".join(rows) + "\n")


def write_perplexity():
    """The dots, of which the tokens are not published: a response of 1 token has the same perplexity."""
    models = {"base": "Qwen2.5-7B", "rl": "Qwen2.5-7B-SimpleRL-Zoo", "o1": "OpenAI-o1"}
    rows = []
    for line in lines(paper.PERPLEXITY):
        scorer, source, *values = line.split()
        # Which dots of two boxes are one response is not known: none are numbered alike.
        first = len(values) if (scorer, source) == ("rl", "rl") else 0
        for i, value in enumerate(values):
            rows.append({"problem_id": "problem 1 of fig. 6", "source": source, "source_model": models[source],
                         "sample_idx": first + i, "scorer": scorer, "scorer_model": models[scorer], "n_tokens": 1,
                         "logprob_sum": round(-math.log(float(value)), 6),
                         "note": "1 token stands for a number that is not published"})
    write("perplexity/scores.jsonl", "\n".join(json.dumps(r) for r in rows) + "\n")


if __name__ == "__main__":
    write_references()
    write_training()
    write_perplexity()
    write_lists()
    for benchmark, model, n, difference, k in write_histograms():
        print(f"{benchmark:<13} {model:<25} n {n:>4}  furthest {difference:+.4f} at k = {k}")
