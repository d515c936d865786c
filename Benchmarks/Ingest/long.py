"""Times `kscope report` on long records beside a bare scan of the same bytes: long.py KSCOPE SCANBENCHMARKS [ROUNDS].

A line of 60 MB for each of four problems with 1,024 samples; the same as a list of objects; a JSON document of
Inspect. Whole processes in turns, medians of the processor's time and of the clock's.
"""

import json
import random
import sys
from pathlib import Path

import turns

FOLDER = Path(".build/bench/long")
WORDS = "let x be the prime factor of equation therefore check wait hmm \\frac{1}{2} so\n\n get \"sum\" answer modulo".split(" ")


def files():
    names = ("columns/columns.jsonl", "objects/objects.jsonl", "document/log.json")
    return [FOLDER / name for name in names]


def texts(source, block, count, length):
    for _ in range(count):
        start = source.randrange(0, len(block) - length)
        yield block[start : start + length]


def write_lines(path, source, block, is_list):
    with path.open("w") as file:
        for problem in range(4):
            responses = list(texts(source, block, 1024, 57_000))
            verdicts = [source.random() < 0.3 for _ in responses]
            record = {"problem_id": f"p{problem}", "prompt": "find x"}
            if is_list:
                record["samples"] = [{"correct": c, "response": r} for c, r in zip(verdicts, responses)]
            else:
                record |= {"correct": verdicts, "responses": responses}
            file.write(json.dumps(record) + "\n")


def inspect_log(source, block):
    samples = [
        {"id": f"p{number % 64}", "epoch": number // 64 + 1, "input": "find x", "target": "42",
         "output": {"completion": text, "choices": [{"stop_reason": "stop", "message": {"role": "assistant", "content": text[:200]}}]},
         "scores": {"match": {"value": "C" if source.random() < 0.3 else "I", "answer": "42"}}}
        for number, text in enumerate(texts(source, block, 4096, 30_000))
    ]
    return {"version": 2, "status": "success",
            "eval": {"task": "made-up", "model": "made-up-7b", "config": {"epochs": 64}}, "plan": {"config": {}},
            "samples": samples}


def make():
    source = random.Random(1)
    block = " ".join(source.choices(WORDS, k=400_000))
    for folder in ("columns", "objects", "document"):
        (FOLDER / folder).mkdir(parents=True, exist_ok=True)
    columns, objects, document = files()
    if not columns.exists():
        write_lines(columns, source, block, is_list=False)
    if not objects.exists():
        write_lines(objects, source, block, is_list=True)
    if not document.exists():
        document.write_text(json.dumps(inspect_log(source, block)))


def main():
    if sys.argv[1:] == ["make"]:
        make()
        return
    turns.make_apart(__file__)
    kscope, scan = sys.argv[1:3]
    cases = [
        (path.parent.name, path.stat().st_size / 1e6, [kscope, "report", "--no-index", path.parent],
         {"scan": [scan, "whole", 1, path]})
        for path in files()
    ]
    turns.compare(cases, int(sys.argv[3]) if len(sys.argv) > 3 else 7)


main()
