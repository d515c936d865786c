"""Twelve problems, a model whose every answer is decided beforehand, and the form of a summary.

Imported by the scripts beside it, each in its own writer's environment: standard library only."""

import json
import os
import sys

SAMPLES = 8
# How many of a problem's samples are right: all, none, and everything between.
RIGHT = [8, 8, 7, 6, 5, 4, 4, 3, 2, 1, 0, 0]
PROBLEMS = [
    {"id": f"sum-{i + 1:02}", "question": f"What is {17 * i + 12} + {9 * i + 5}?", "answer": 26 * i + 17}
    for i in range(len(RIGHT))
]


def is_right(problem, sample):
    """Whether the model's sample is right; which samples are differs from problem to problem."""
    return (5 * sample + 3 * problem) % SAMPLES < RIGHT[problem]


def answer(problem, sample):
    """What the model answers: the sum, or one that is off by a little."""
    return PROBLEMS[problem]["answer"] + (0 if is_right(problem, sample) else 1 + sample)


def problem_in(text):
    """The index of the problem whose question stands last in the text."""
    return max(range(len(PROBLEMS)), key=lambda i: text.rfind(PROBLEMS[i]["question"]))


def folder():
    """The folder to write to, which the command line names; work goes on in there."""
    path = os.path.abspath(sys.argv[1])
    os.makedirs(path, exist_ok=True)
    os.chdir(path)
    return path


def summarize(path, runs):
    """Keeps what the writer itself says of each of its runs; a figure it does not say is left out.

    A run is {"files": part of its files' paths, "says": [{"name": scorer or filter, figure: value}]}."""
    with open(os.path.join(path, "summary.json"), "w", encoding="utf-8") as file:
        json.dump(runs, file, indent=2)
        file.write("\n")
