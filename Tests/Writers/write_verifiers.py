"""verifiers evaluates single-turn environments against a made-up server on loopback."""

import collections
import http.server
import json
import os
import pathlib
import threading

import verifiers as vf
from datasets import Dataset
from verifiers.types import ClientConfig

from problems import PROBLEMS, SAMPLES, answer, folder, problem_in, summarize

out = folder()


class FakeModel(http.server.BaseHTTPRequestHandler):
    """Answers chat completions; a problem's j-th request gets its j-th sample, or an error once `failing` has it."""
    protocol_version = "HTTP/1.1"
    calls = collections.Counter()
    failing = set()
    lock = threading.Lock()

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        problem = problem_in(body["messages"][-1]["content"])
        with self.lock:
            sample = self.calls[problem]
            self.calls[problem] += 1
        if (problem, sample) in self.failing:
            return self.reply(400, {"error": {"message": "made to fail", "type": "invalid_request_error"}})
        self.reply(200, {
            "id": f"chat-{problem}-{sample}", "object": "chat.completion", "created": 0, "model": body["model"],
            "choices": [{"index": 0, "finish_reason": "stop", "message": {
                "role": "assistant", "content": f"It is {answer(problem, sample)}"}}],
            "usage": {"prompt_tokens": 9, "completion_tokens": 3 + sample, "total_tokens": 12 + sample}})

    def reply(self, status, content):
        data = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


def exact(completion, answer, **_):
    """A full mark for the sum. Fails where there is no completion, which verifiers takes for no mark."""
    return float(completion[-1]["content"].endswith(" " + answer))


def near(completion, answer, **_):
    """Full marks for the sum, less for what is off by a little."""
    return max(0.0, 1 - abs(int(completion[-1]["content"].split()[-1]) - int(answer)) / 4)


def messages(completion, **_):
    return float(len(completion))


def run(name, server, reward, rollouts, failing=()):
    """Evaluates into the folder that verifiers' own command would choose, and keeps what it says."""
    FakeModel.calls.clear()
    FakeModel.failing = set(failing)
    rows = [{"question": p["question"], "answer": str(p["answer"])} for p in PROBLEMS]
    rubric = vf.Rubric(funcs=[reward, messages], weights=[1.0, 0.0])
    environment = vf.SingleTurnEnv(dataset=Dataset.from_list(rows), rubric=rubric, env_id=name)
    path = os.path.join("results", "outputs", "evals", f"{name}--fake--model", "0a1b2c3d")
    outputs = environment.evaluate_sync(
        client=ClientConfig(api_base_url=f"http://127.0.0.1:{server.server_port}/v1", max_retries=0),
        model="fake/model", sampling_args={"temperature": 0.7, "max_tokens": 64}, rollouts_per_example=rollouts,
        max_concurrent=4, results_path=pathlib.Path(path), save_results=True)
    with open(os.path.join(path, "metadata.json"), encoding="utf-8") as file:
        metadata = json.load(file)
    rewards = [output["reward"] for output in outputs["outputs"]]
    says = {"name": "reward", "problems": metadata["num_examples"], "samples": len(rewards),
            "correct": sum(reward >= metadata["pass_threshold"] for reward in rewards)}
    says.update({"pass@" + k: value for k, value in metadata["pass_at_k"].items()})
    if set(rewards) <= {0, 1}:
        says["mean accuracy"] = metadata["avg_reward"]
    return {"files": f"{name}--", "says": [says]}


class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 256


os.environ.setdefault("PRIME_API_KEY", "none")
server = Server(("127.0.0.1", 0), FakeModel)
threading.Thread(target=server.serve_forever, daemon=True).start()
runs = [
    run("sums", server, exact, SAMPLES),
    run("nearly", server, near, 4),
    run("failing", server, exact, 4, failing=[(2, 1), (7, 0), (7, 2)]),
]
summarize(out, runs)
