"""Times `kscope report` on long records beside a bare scan of the same bytes, or a decompressor: long.py KSCOPE SCANBENCHMARKS [ROUNDS].

A line of 60 MB for each of four problems with 1,024 samples; the same as a list of objects; a JSON document of
Inspect, and its archive with the summaries of 100,000 samples, packed by DEFLATE and by zstd. Whole processes in turns,
medians of the processor's time and of the clock's.
"""

import json
import os
import random
import struct
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path
from statistics import median

FOLDER = Path(".build/bench/long")
WORDS = "let x be the prime factor of equation therefore check wait hmm \\frac{1}{2} so\n\n get \"sum\" answer modulo".split(" ")


def files():
    names = ("columns/columns.jsonl", "objects/objects.jsonl", "document/log.json", "archive/log.eval",
             "archive-zstd/log.eval")
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


def write_archive(path, source, block):
    summaries = [
        {"id": f"p{number % 1000}", "epoch": number // 1000 + 1, "input": text, "target": "42",
         "scores": {"match": {"value": "C" if source.random() < 0.3 else "I", "answer": "42"}}, "completed": True,
         "model_usage": {"made-up-7b": {"input_tokens": 100, "output_tokens": source.randrange(9000)}}}
        for number, text in enumerate(texts(source, block, 100_000, 300))
    ]
    header = {"version": 2, "status": "success", "eval": {"task": "made-up", "model": "made-up-7b"}, "plan": {}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("header.json", json.dumps(header))
        archive.writestr("summaries.json", json.dumps(summaries))


def write_zstd_archive(path, members):
    """A ZIP archive whose members are packed by zstd, which this Python does not write; and a file with the last of them."""
    directory = b""
    with path.open("wb") as file:
        for name, data in members.items():
            packed = subprocess.run(["zstd", "-qc"], input=data, capture_output=True, check=True).stdout
            fields = struct.pack("<HHHHHIIIHH", 20, 0, 93, 0, 33, zlib.crc32(data), len(packed), len(data), len(name), 0)
            place = struct.pack("<HHHII", 0, 0, 0, 0, file.tell())
            directory += b"PK\1\2" + struct.pack("<H", 20) + fields + place + name.encode()
            file.write(b"PK\3\4" + fields + name.encode() + packed)
        end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), file.tell(), 0)
        file.write(directory + b"PK\5\6" + end)
    (FOLDER / "summaries.zst").write_bytes(packed)


def make():
    source = random.Random(1)
    block = " ".join(source.choices(WORDS, k=400_000))
    paths = files()
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
    if not paths[0].exists():
        write_lines(paths[0], source, block, is_list=False)
    if not paths[1].exists():
        write_lines(paths[1], source, block, is_list=True)
    if not paths[2].exists():
        paths[2].write_text(json.dumps(inspect_log(source, block)))
    if not paths[3].exists():
        write_archive(paths[3], source, block)
    if not paths[4].exists():
        with zipfile.ZipFile(paths[3]) as archive:
            write_zstd_archive(paths[4], {name: archive.read(name) for name in archive.namelist()})


def once(command):
    start = time.perf_counter()
    process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"long.py: {command[0]} failed")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - start, usage.ru_maxrss / 1000


def main():
    if sys.argv[1:] == ["make"]:
        make()
        return
    # In a process of its own: what this one has needed counts as that of its children.
    subprocess.run([sys.executable, __file__, "make"], check=True)
    kscope, scan = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    print(f"{'':14}{'MB':>6}{'':>8}{'processor s':>13}{'clock s':>9}{'peak MB':>9}{'peer / kscope':>15}")
    for path in files():
        peer = {
            "archive": ["unzip", "-p", path, "summaries.json"],
            "archive-zstd": ["zstd", "-dc", FOLDER / "summaries.zst"],
        }.get(path.parent.name, [scan, "whole", 1, path])
        commands = {"kscope": [kscope, "report", "--no-index", path.parent], "scan" if peer[0] == scan else peer[0]: peer}
        times = {name: [] for name in commands}
        for _ in range(rounds):
            for name, command in commands.items():
                times[name].append(once(command))
        own, theirs = times.values()
        for name, taken in times.items():
            ratio = median(t[0] / o[0] for t, o in zip(theirs, own)) if name == "kscope" else 1
            print(f"{path.parent.name:14}{path.stat().st_size / 1e6:6.0f} {name:8}{median(t[0] for t in taken):12.3f}"
                  f"{median(t[1] for t in taken):9.3f}{max(t[2] for t in taken):9.0f}{ratio:15.2f}", flush=True)


main()
