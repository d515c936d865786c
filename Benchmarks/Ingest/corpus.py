"""Makes result files of verl's layout: corpus.py FOLDER FILES PROBLEMS SAMPLES WORDS [RUNS].

Each of FILES files of a run has SAMPLES samples of each of PROBLEMS problems, with responses of WORDS words.
The words are drawn from a block made once, so that a gigabyte takes seconds.
"""

import json
import random
import sys
from pathlib import Path

WORDS = "let x be the prime factor of equation therefore check wait hmm so get sum answer modulo".split()


def write(path, problems, samples, words, random):
    block = " ".join(random.choices(WORDS, k=50_000))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        for problem in range(problems):
            for _ in range(samples):
                right = random.random() < ((problem % 30) / 30) ** 2
                start = random.randrange(0, len(block) - 6 * words) if words else 0
                text = block[start : start + 5 * words] + (" \\boxed{42}" if right else " \\boxed{7}")
                record = {"input": f"Problem {problem}: find x", "output": text, "gts": "42",
                          "score": float(right), "step": 1}
                file.write(json.dumps(record) + "\n")


def main():
    folder, numbers = Path(sys.argv[1]), [int(word) for word in sys.argv[2:]]
    files, problems, samples, words = numbers[:4]
    runs = numbers[4] if len(numbers) > 4 else 1
    source = random.Random(1)
    for run in range(runs):
        for file in range(files):
            path = folder / f"model-{run}" / f"{file + 1}.jsonl"
            write(path, problems, samples, words, source)


if __name__ == "__main__":
    main()
