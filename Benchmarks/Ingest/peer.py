"""The tallies of verl's dumps by other programs: peer.py duckdb|orjson FILE...; prints problems, samples and right ones."""

import sys


def duckdb_tallies(files):
    import duckdb

    columns = "{'input': 'VARCHAR', 'output': 'VARCHAR', 'score': 'DOUBLE', 'step': 'BIGINT'}"
    names = ", ".join(f"'{file}'" for file in files)
    return duckdb.sql(
        f"SELECT input, count(*), count(*) FILTER (score >= 1) FROM read_json([{names}], "
        f"format='newline_delimited', columns={columns}) GROUP BY input"
    ).fetchall()


def orjson_tallies(files):
    import orjson

    tallies = {}
    for file in files:
        with open(file, "rb") as lines:
            for line in lines:
                record = orjson.loads(line)
                tally = tallies.setdefault(record["input"], [0, 0])
                tally[0] += 1
                tally[1] += record["score"] >= 1
    return [(key, n, c) for key, (n, c) in tallies.items()]


rows = {"duckdb": duckdb_tallies, "orjson": orjson_tallies}[sys.argv[1]](sys.argv[2:])
print(len(rows), sum(row[1] for row in rows), sum(row[2] for row in rows))
