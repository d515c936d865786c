import CScan
import Glibc
import SimdjsonOracle
import TestSupport

/// Reads files of made-up results in several ways and adds up the same facts.
///
///     ScanBenchmarks make KIND MEGABYTES FILE
///     ScanBenchmarks METHOD THREADS FILE [PASSES]
///
/// METHOD is `pread` (reads and does nothing), `whole` (scans for nothing, after all was read),
/// `simdjson`, `kscope`, or the name of a kernel, and with
/// `_unchecked` behind it UTF-8 is not checked. Each thread reads its part so many times. Answers with
/// the seconds of one pass and the sums; `run.py` asks.

/// The keys of the facts, in the order of the files.
let names = ["problem_id", "sample_index", "score", "correct", "entropy", "logprob", "tokens"]

func fail(_ message: String) -> Never {
  let line = "kscope: \(message)\n"
  _ = write(STDERR_FILENO, line, line.utf8.count)
  exit(1)
}

func make(_ kind: RecordCorpus.Kind, bytes: Int, _ path: String) {
  guard let file = fopen(path, "w") else { fail("\(path) cannot be written") }
  var corpus = RecordCorpus(kind)
  var written = 0
  while written < bytes {
    let lines = corpus.lines(bytes: min(8_000_000, bytes - written))
    fwrite(lines, 1, lines.count, file)
    written += lines.count
  }
  fclose(file)
}

/// The processor's seconds that this thread took.
func threadSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func add(_ other: oracle_facts, to facts: inout oracle_facts) {
  facts.records &+= other.records
  facts.problems &+= other.problems
  facts.indexes &+= other.indexes
  facts.correct &+= other.correct
  facts.tokens &+= other.tokens
  facts.offsets &+= other.offsets
  facts.lengths &+= other.lengths
  facts.scores += other.scores
  facts.entropies += other.entropies
  facts.log_probabilities += other.log_probabilities
}

let arguments = CommandLine.arguments
guard arguments.count >= 4 else { fail("see the comment at the top of main.swift") }
if arguments[1] == "make", arguments.count == 5, let size = Int(arguments[3]) {
  guard let kind = RecordCorpus.Kind(rawValue: arguments[2]) else { fail("no such kind") }
  make(kind, bytes: size << 20, arguments[4])
  exit(0)
}
guard let threads = Int(arguments[2]), threads > 0 else { fail("THREADS is a number") }
let passes = arguments.count > 4 ? max(1, Int(arguments[4]) ?? 1) : 1
let parts = FilePart.parts(of: arguments[3], count: threads)
let start = ContinuousClock.now
let results = inThreads(parts) { $0.read(by: arguments[1], passes: passes) }
let seconds = (ContinuousClock.now - start) / .seconds(1) / Double(passes)
var facts = oracle_facts()
for result in results { add(result.facts, to: &facts) }
let busy = results.map(\.seconds).reduce(0, max)
print(
  #"{"seconds": \#(seconds), "busy": \#(busy), "records": \#(facts.records), "#
    + #""whole": [\#(facts.problems), \#(facts.indexes), \#(facts.correct), \#(facts.tokens), "#
    + #"\#(facts.offsets), \#(facts.lengths)], "#
    + #""sums": [\#(facts.scores), \#(facts.entropies), \#(facts.log_probabilities)]}"#)
