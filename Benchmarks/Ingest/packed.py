"""Times `kscope report` on packed results beside what unpacks them: packed.py KSCOPE [ROUNDS].

Archives of Inspect by DEFLATE and by zstd: with samples of 30 kB and their summaries, as it writes them; with the samples
alone; with the summaries of 100,000 samples alone. A gigabyte of rollouts by gzip and zstd, and a megabyte of
them 480 times over. Whole processes in turns, medians of the processor's time and of the clock's.
"""

import json
import random
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import turns

HERE = Path(__file__).parent
FOLDER = Path(".build/bench")
PACKED = FOLDER / "packed"
WORDS = "let x be the prime factor of equation therefore check wait hmm \\frac{1}{2} so\n\n get \"sum\" answer modulo".split(" ")
HEADER = {"version": 2, "status": "success", "eval": {"task": "made-up", "model": "made-up-7b"}, "plan": {}}


def by_zstd(data):
    return subprocess.run(["zstd", "-qc"], input=data, capture_output=True, check=True).stdout


def by_deflate(data):
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def write_archive(path, members, method, pack):
    """Writes a ZIP archive, by methods that Python's module does not write, and beside it the packed members one after another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    directory = b""
    with path.open("wb") as file, path.with_name("members").open("wb") as beside:
        for name, data in members:
            packed = pack(data)
            beside.write(packed)
            fields = struct.pack("<HHHHHIIIHH", 20, 0, method, 0, 33, zlib.crc32(data), len(packed), len(data), len(name), 0)
            place = struct.pack("<HHHII", 0, 0, 0, 0, file.tell())
            directory += b"PK\1\2" + struct.pack("<H", 20) + fields + place + name.encode()
            file.write(b"PK\3\4" + fields + name.encode() + packed)
        end = struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), file.tell(), 0)
        file.write(directory + b"PK\5\6" + end)


def members(source, block, count, problems, length, shown):
    """Samples, and their summaries with so many bytes of the problem."""
    samples, summaries = [], []
    for number in range(count):
        start = source.randrange(0, len(block) - max(length, shown))
        text = block[start : start + length]
        summary = {"id": f"p{number % problems}", "epoch": number // problems + 1, "input": block[start : start + shown],
                   "target": "42", "scores": {"match": {"value": "C" if source.random() < 0.3 else "I", "answer": "42"}},
                   "model_usage": {"made-up-7b": {"input_tokens": 100, "output_tokens": source.randrange(9000)}}}
        message = {"role": "assistant", "content": text}
        sample = summary | {"messages": [message], "output": {"completion": text, "choices": [{"message": message}]}}
        samples.append((f"samples/{summary['id']}_epoch_{summary['epoch']}.json", json.dumps(sample).encode()))
        summaries.append(summary | {"completed": True})
    return samples, [("summaries.json", json.dumps(summaries).encode())]


def archives():
    source = random.Random(1)
    block = " ".join(source.choices(WORDS, k=400_000))
    header = [("header.json", json.dumps(HEADER).encode())]
    samples, summaries = members(source, block, 4096, 64, 30_000, 100)
    _, many = members(source, block, 100_000, 1000, 0, 300)
    return {"log": samples + summaries + header, "samples": samples + header, "summaries": many + header}


def make():
    if not (PACKED / "summaries-zstd/log.eval").exists():
        for name, parts in archives().items():
            write_archive(PACKED / f"{name}-deflate/log.eval", parts, 8, by_deflate)
            write_archive(PACKED / f"{name}-zstd/log.eval", parts, 93, by_zstd)
    rollouts = FOLDER / "rollouts"
    if not rollouts.exists():
        subprocess.run([sys.executable, HERE / "corpus.py", rollouts, "1", "30", "10240", "600"], check=True)
    source = next(rollouts.rglob("*.jsonl"))
    for name, tool in (("gzip", "gzip"), ("zstd", "zstd"), ("repeats", "zstd")):
        path = PACKED / name / ("1.jsonl.gz" if tool == "gzip" else "1.jsonl.zst")
        if path.exists():
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        with source.open("rb") as file, path.open("wb") as output:
            if name != "repeats":
                subprocess.run([tool, "-qc"], stdin=file, stdout=output, check=True)
                continue
            piece = file.read(1_000_000)
            output.write(by_zstd(480 * piece[: piece.rindex(b"\n") + 1]))


def case(kscope, path):
    unpackers = {"zstd": ["zstd", "-dc", path]}
    if path.name == "log.eval":
        by = path.parent.name.rsplit("-")[-1]
        unpackers = {"unzip": ["unzip", "-p", path]} if by == "deflate" else {"zstd": ["zstd", "-dc", path.with_name("members")]}
    elif path.suffix == ".gz":
        unpackers = {"gzip": ["gzip", "-dc", path]} | ({"igzip": ["igzip", "-dc", path]} if shutil.which("igzip") else {})
    return path.parent.name, path.stat().st_size / 1e6, [kscope, "report", "--no-index", path], unpackers


def main():
    if sys.argv[1:] == ["make"]:
        make()
        return
    turns.make_apart(__file__)
    names = [f"{name}-{method}/log.eval" for name in ("log", "samples", "summaries") for method in ("deflate", "zstd")]
    names += ["gzip/1.jsonl.gz", "zstd/1.jsonl.zst", "repeats/1.jsonl.zst"]
    turns.compare([case(sys.argv[1], PACKED / name) for name in names], int(sys.argv[2]) if len(sys.argv) > 2 else 7)


main()
