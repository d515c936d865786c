"""Reads a file of made-up results by orjson and adds up the same facts as ScanBenchmarks: peer.py FILE."""

import json
import sys
from time import perf_counter, thread_time

import orjson

MODULUS = (1 << 61) - 1


def take(path):
    whole, sums, records, offset = [0] * 6, [0.0] * 3, 0, 0
    with open(path, "rb", buffering=1 << 20) as file:
        for line in file:
            record = orjson.loads(line)
            records += 1
            whole[0] += int.from_bytes(record["problem_id"].encode(), "little") % MODULUS
            whole[1] += record["sample_index"]
            whole[2] += record["correct"]
            whole[3] += record["tokens"]
            whole[4] += offset
            whole[5] += len(line) - 1
            sums[0] += record["score"]
            sums[1] += record["entropy"]
            sums[2] += record["logprob"]
            offset += len(line)
    return records, [number % (1 << 64) for number in whole], sums


start, busy = perf_counter(), thread_time()
records, whole, sums = take(sys.argv[1])
seconds, busy = perf_counter() - start, thread_time() - busy
print(json.dumps({"seconds": seconds, "busy": busy, "records": records, "whole": whole, "sums": sums}))
