"""Inspect AI evaluates a mocked model: epochs, two scorers, failed samples, a cancelled and a running evaluation."""

import collections
import glob
import os
import shutil
import signal
import warnings

from inspect_ai import Epochs, Task, eval as evaluate
from inspect_ai.dataset import Sample
from inspect_ai.log import read_eval_log
from inspect_ai.model import ModelOutput, ModelUsage, get_model
from inspect_ai.scorer import Score, accuracy, includes, match, scorer, stderr
from inspect_ai.solver import Generate, TaskState, generate, solver

from problems import PROBLEMS, SAMPLES, answer, folder, problem_in, summarize

warnings.simplefilter("ignore")
out = folder()


def fake_model():
    """Answers a problem's j-th call with its j-th sample; every third names the sum first."""
    calls = collections.Counter()

    def reply(messages, tools, tool_choice, config):
        problem = problem_in(messages[-1].text)
        sample = calls[problem]
        calls[problem] += 1
        doubt = f"{PROBLEMS[problem]['answer']}? No: " if sample % 3 == 0 else ""
        output = ModelOutput.from_content("mockllm/fake", f"{doubt}{answer(problem, sample)}")
        # Without a usage the mock counts tokens, with a vocabulary that it downloads.
        output.usage = ModelUsage(input_tokens=9, output_tokens=1 + sample, total_tokens=10 + sample)
        return output

    return get_model("mockllm/fake", custom_outputs=reply, memoize=False)


@solver
def disturbance(act):
    """Calls `act` with every sample's id and epoch before it is answered."""
    async def solve(state: TaskState, generate: Generate):
        act(state.sample_id, state.epoch)
        return state
    return solve


@scorer(metrics=[accuracy(), stderr()])
def unsure():
    """Matches as `match` does, but leaves one problem's odd epochs without a score."""
    exact = match()

    async def score(state, target):
        if state.sample_id == PROBLEMS[4]["id"] and state.epoch % 2:
            return Score.unscored(explanation="not sure")
        return await exact(state, target)
    return score


def run(name, format="eval", epochs=4, scorers=None, reducers=("mean",), act=None, **options):
    """Evaluates into the folder of that name and returns the log's path."""
    path = os.path.join(out, "results", name)
    task = Task(
        name=name, dataset=[Sample(id=p["id"], input=p["question"], target=str(p["answer"])) for p in PROBLEMS],
        solver=[disturbance(act), generate()] if act else [generate()],
        scorer=scorers or [match()], epochs=Epochs(epochs, list(reducers)))
    try:
        evaluate(task, model=fake_model(), log_dir=path, log_format=format, temperature=0.7, display="none",
                 max_samples=1, log_buffer=8, **options)
    except KeyboardInterrupt:
        pass
    return glob.glob(os.path.join(path, "*." + format))[0]


def says(path):
    """What the log's own results say, once for each scorer, first scorer first."""
    log = read_eval_log(path)
    scored = {}
    for score in (log.results.scores if log.results else []):
        of = scored.setdefault(score.scorer, {"name": score.scorer})
        if score.reducer == "mean":
            of["mean accuracy"] = score.metrics["accuracy"].value
        elif score.reducer.startswith("pass_at_"):
            of["pass@" + score.reducer.removeprefix("pass_at_")] = score.metrics["accuracy"].value
    for name in {name: 0 for sample in log.samples for name in sample.scores or {}}:
        scored.setdefault(name, {"name": name})
        values = [sample.scores[name].value for sample in log.samples if sample.scores]
        scored[name].update({
            "problems": len({sample.id for sample in log.samples}), "samples": len(log.samples),
            "correct": values.count("C"), "ungraded": len(log.samples) - values.count("C") - values.count("I")})
    return {"files": os.path.basename(os.path.dirname(path)) + "/", "says": list(scored.values())}


def fails(id, epoch):
    if (id, epoch) in {(PROBLEMS[2]["id"], 2), (PROBLEMS[7]["id"], 1), (PROBLEMS[7]["id"], 3)}:
        raise RuntimeError("made to fail")


def interrupts(id, epoch):
    if (id, epoch) == (PROBLEMS[6]["id"], 2):
        os.kill(os.getpid(), signal.SIGINT)


def copies(id, epoch):
    """Keeps the log as it lies there while the evaluation is running."""
    if (id, epoch) == (PROBLEMS[6]["id"], 2):
        path = glob.glob(os.path.join(out, "results", "source", "*"))[0]
        to = os.path.join(out, "results", "running-" + path.rsplit(".", 1)[1])
        os.makedirs(to)
        shutil.copy(path, to)


def running(format):
    """A log that was copied while its evaluation ran; the finished one is thrown away."""
    run("source", format=format, act=copies)
    shutil.rmtree(os.path.join(out, "results", "source"))
    return glob.glob(os.path.join(out, "results", "running-" + format, "*"))[0]


paths = []
for format in ["eval", "json"]:
    paths += [
        run("epochs-" + format, format, SAMPLES, reducers=["mean", "pass_at_1", "pass_at_2", "pass_at_4", "pass_at_8"]),
        run("errors-" + format, format, act=fails, scorers=[unsure()], fail_on_error=False),
        run("two-scorers-" + format, format, scorers=[match(), includes()]),
        run("cancelled-" + format, format, act=interrupts),
        running(format),
    ]
summarize(out, [says(path) for path in paths])
