"""lm-evaluation-harness evaluates a made-up model: repeats with three filters, a plain task, choices."""

import collections
import json
import os
import shutil

from problems import PROBLEMS, SAMPLES, answer, folder, is_right, problem_in, summarize

out = folder()
os.environ.update(HF_HOME=os.path.join(out, "cache"), HF_HUB_OFFLINE="1", HF_DATASETS_OFFLINE="1")

from lm_eval import simple_evaluate
from lm_eval.api.model import LM
from lm_eval.api.registry import register_model
from lm_eval.loggers import EvaluationTracker
from lm_eval.tasks import TaskManager


@register_model("made-up")
class FakeModel(LM):
    """A problem's j-th answer to a task is its j-th sample; every third one leaves out the strict form."""

    def __init__(self, **_):
        super().__init__()

    def generate_until(self, requests, disable_tqdm=False):
        calls = collections.Counter()
        return [self.reply(request, calls) for request in requests]

    def reply(self, request, calls):
        problem = problem_in(request.args[0])
        sample = calls[request.task_name, problem]
        calls[request.task_name, problem] += 1
        form = "It could be {}." if (problem + sample) % 3 == 2 else "The answer is {}."
        return form.format(answer(problem, sample))

    def loglikelihood(self, requests, disable_tqdm=False):
        return [self.likelihood(request.args[0], request.args[1].strip()) for request in requests]

    def likelihood(self, context, choice):
        problem = problem_in(context)
        if choice == CHOICES[3]:
            return (-5.0 if problem % 3 == 0 else -50.0), False
        chosen = choices(problem)[0 if is_right(problem, 0) else 2]
        return (-1.0, True) if choice == chosen else (-25.0, False)

    def loglikelihood_rolling(self, requests, disable_tqdm=False):
        raise NotImplementedError


CHOICES = ["{}", "{} or so", "{} apples", "none of these"]


def choices(problem):
    sum = PROBLEMS[problem]["answer"]
    return [CHOICES[0].format(sum), CHOICES[1].format(sum), CHOICES[2].format(sum + 2), CHOICES[3]]


def tasks(data):
    """The tasks' settings, as a task's YAML file would have them."""
    common = {
        "dataset_path": "json", "dataset_kwargs": {"data_files": {"test": data}}, "test_split": "test",
        "doc_to_text": "Question: {{question}}\nAnswer:", "num_fewshot": 0, "metadata": {"version": 1.0}}
    generation = {
        **common, "output_type": "generate_until", "doc_to_target": "{{answer}}",
        "metric_list": [{"metric": "exact_match", "aggregation": "mean", "higher_is_better": True}]}
    sampled = {"until": ["\n\n"], "do_sample": True, "temperature": 0.7}
    strict = {"function": "regex", "regex_pattern": "The answer is (\\-?[0-9]+)"}
    number = {"function": "regex", "regex_pattern": "(-?[0-9]+)", "group_select": -1}
    return [
        {**generation, "task": "sums_repeated", "repeats": SAMPLES, "generation_kwargs": sampled, "filter_list": [
            {"name": "strict-match", "filter": [strict, {"function": "take_first"}]},
            {"name": "flexible-extract", "filter": [number, {"function": "take_first"}]},
            {"name": f"maj@{SAMPLES}", "filter": [number, {"function": "majority_vote"}, {"function": "take_first"}]}]},
        {**generation, "task": "sums_once", "generation_kwargs": {"until": ["\n\n"], "do_sample": False},
         "doc_to_target": "The answer is {{answer}}."},
        {**common, "task": "sums_choice", "output_type": "multiple_choice", "doc_to_target": 0,
         "doc_to_choice": "choices", "metric_list": [
             {"metric": name, "aggregation": "mean", "higher_is_better": True} for name in ("acc", "acc_norm")]}]


def evaluate():
    """Evaluates and saves as the command `lm_eval --log_samples --output_path results` does."""
    data = "problems.jsonl"
    with open(data, "w", encoding="utf-8") as file:
        file.writelines(json.dumps({**p, "choices": choices(i)}) + "\n" for i, p in enumerate(PROBLEMS))
    tracker = EvaluationTracker(output_path="results")
    results = simple_evaluate(
        model="made-up", model_args="pretrained=fake/model-7b", tasks=tasks(data), log_samples=True, bootstrap_iters=10,
        evaluation_tracker=tracker, task_manager=TaskManager(include_defaults=False))
    samples = results.pop("samples")
    tracker.save_results_aggregated(results=results, samples=samples)
    for task in results["configs"]:
        tracker.save_results_samples(task_name=task, samples=samples[task])
    return results, samples


def says(results, samples, task):
    """What the table of results says of a task, once for each metric and filter, in its order."""
    says = []
    for key, value in results["results"][task].items():
        metric, _, filter = key.partition(",")
        if filter and not metric.endswith("_stderr"):
            scored = [row[metric] for row in samples[task] if row["filter"] == filter]
            says.append({"name": key, "problems": results["n-samples"][task]["effective"], "samples": len(scored),
                         "correct": int(sum(scored)), "mean accuracy": float(value)})
    return says


results, samples = evaluate()
shutil.rmtree(os.path.join(out, "cache"))
summarize(out, [{"files": f"samples_{task}_", "says": says(results, samples, task)} for task in results["configs"]])
