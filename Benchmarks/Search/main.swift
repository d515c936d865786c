import Glibc
import Ingest
import Results

// Reads results once, then searches them for each line that comes:
//
//     SearchBenchmarks FOLDER THREADS
//     literal wait
//     pattern wait,? but
//
// and answers with the seconds of the processor's time, the samples that match and those that were looked at.

var options = LibraryOptions(paths: [CommandLine.arguments[1]])
options.threads = Int(CommandLine.arguments[2]) ?? 1
let library = try Library(options)
library.start()
let runs = library.waitUntilRead().runs.map(\.id)
print("ready")
fflush(nil)

func now() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

while let line = readLine() {
  let words = line.split(separator: " ", maxSplits: 1).map(String.init)
  var query = SampleQuery(SoughtText(words[1]), runs: runs)
  query.sought.isRegularExpression = words[0] == "pattern"
  query.sought.letterCase = words[0] == "any-case" ? .ignored : .exact
  var last = SearchProgress()
  let start = now()
  if let failure = library.search(query, report: { last = $0 }) {
    print("failed \(failure)")
  } else {
    print(now() - start, last.matched, last.samples)
  }
  fflush(nil)
}
