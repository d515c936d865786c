"""Compares what kscope counts of a writer's results with what the writer itself says of them.

compare.py KSCOPE NAME FOLDER: FOLDER/summary.json is the writer's word, FOLDER/results is what kscope
reads. Prints a line, and one more for every run that differs; fails if one does."""

import json
import math
import os
import subprocess
import sys


def report(kscope, folder, ks):
    """The runs that kscope finds, and what it complains of if it refuses."""
    command = [kscope, "report", folder, "--format", "json", "--ks", ",".join(map(str, sorted(ks)))]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        return [], done.stderr.strip()
    return json.loads(done.stdout)["runs"], ""


def figures(run):
    """What kscope says of a run, in the words of the summaries."""
    found = {name: run.get(name) for name in ("problems", "samples", "correct", "ungraded")}
    found["mean accuracy"] = run.get("mean_accuracy")
    found.update({f"pass@{entry['k']}": entry["value"] for entry in run.get("pass_at_k", [])})
    return found


def differences(says, run):
    """The figures that the writer gives and kscope does not confirm, each with both values."""
    found = figures(run)
    return [f"{name} {value:g}, kscope {'none' if found.get(name) is None else format(found[name], 'g')}"
            for name, value in says.items() if name != "name" and not same(value, found.get(name))]


def same(value, found):
    return found is not None and math.isclose(value, found, rel_tol=1e-9, abs_tol=1e-12)


def verdict(expected, runs):
    """What is wrong with the runs of the expected files; empty if each is one of those the writer speaks of.

    A writer that grades in several ways (scorers, filters) says several things. A run has to be one of them in every
    figure; which one is named first is compared with if none is."""
    mine = [run for run in runs if any(expected["files"] in file for file in run["files"])]
    if not mine:
        return "kscope has no run of it"
    for run in mine:
        found = [differences(says, run) for says in expected["says"]]
        if all(found):
            return f"{expected['says'][0]['name']}: " + "; ".join(found[0])
    return ""


def main(kscope, name, folder):
    with open(os.path.join(folder, "summary.json"), encoding="utf-8") as file:
        summary = json.load(file)
    ks = {int(key[5:]) for run in summary for says in run["says"] for key in says if key.startswith("pass@")} | {1}
    runs, complaint = report(kscope, os.path.join(folder, "results"), ks)
    wrong = [(run["files"], verdict(run, runs)) for run in summary]
    wrong = [(files, what) for files, what in wrong if what]
    if not wrong:
        return f"{name}: ok, {len(summary)} of {len(summary)} runs as the writer says"
    lines = [f"{name}: differs in {len(wrong)} of {len(summary)} runs" + (f" ({complaint})" if complaint else "")]
    return "\n".join(lines + [f"  {files}: {what}" for files, what in wrong])


if __name__ == "__main__":
    said = main(*sys.argv[1:])
    print(said)
    sys.exit(": differs" in said.split("\n")[0])
