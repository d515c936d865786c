// Makes folders of results that are mostly holes, and an index that knows all of them, so that
// starting on a hundred million samples can be timed without writing their texts.
//
//   IndexBenchmarks FOLDER INDEX FILES SAMPLES_A_FILE
//   IndexBenchmarks open FOLDER INDEX    times opening samples in a file of 100 GB, most of it holes

import Glibc
import Ingest
import ResultIndex
import Results

let arguments = CommandLine.arguments
if arguments.count == 4, arguments[1] == "open" {
  try timeOpening(folder: arguments[2], index: arguments[3])
  exit(0)
}
guard arguments.count == 5, let files = Int(arguments[3]), let samples = Int(arguments[4]) else {
  print("usage: IndexBenchmarks FOLDER INDEX FILES SAMPLES_A_FILE")
  exit(2)
}
let folder = arguments[1]
let problems = 100
let recordLength = 1000

/// Ten models on ten benchmarks, the steps of each, ten shards of samples a step.
func path(of file: Int) -> [String] {
  let (run, shard) = file.quotientAndRemainder(dividingBy: 10)
  let (place, model) = run.quotientAndRemainder(dividingBy: 10)
  let (step, benchmark) = place.quotientAndRemainder(dividingBy: 10)
  return [
    "model-\(model)", "bench-\(benchmark)", "step_\((step + 1) * 10)", "part_\(shard).jsonl",
  ]
}

func contents(of file: Int) -> FileContents {
  var contents = FileContents(format: "kscope", kind: .samples)
  let place = path(of: file)
  var part = FilePart(
    facts: Facts(
      [.model: place[0], .benchmark: place[1], .step: String(place[2].dropFirst(5))],
      source: .file))
  var state = UInt64(file) &* 0x9E37_79B9_7F4A_7C15 | 1
  for number in 0..<samples {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    let problem = number % problems
    var sample = SampleRecord(
      offset: UInt64(number * recordLength), length: UInt64(recordLength - 1))
    sample.problem = part.table.index(of: UInt64(problem + 1)) {
      Problem(id: "\(place[1])/\(problem)")
    }
    sample.grading = Grading(stated: state % 100 < UInt64(problem))
    sample.response = state | 1
    sample.draw = UInt64(file % 10 * samples + number + 1)
    part.table.count(sample)
    part.samples.append(sample)
  }
  contents.parts = [part]
  contents.records = samples
  return contents
}

func makeFolders(_ names: [String]) -> String {
  names.reduce(folder) { path, name in
    mkdir(path, 0o755)
    return path + "/" + name
  }
}

func stored(_ file: Int) -> StoredFile? {
  let names = path(of: file)
  let path = makeFolders(names)
  let size = samples * recordLength
  let descriptor = open(path, O_CREAT | O_WRONLY, 0o644)
  guard descriptor >= 0, ftruncate(descriptor, off_t(size)) == 0 else { return nil }
  close(descriptor)
  guard let opened = try? OpenFile(path), let stamp = try? opened.stamp(),
    let marks = opened.marks(seen: size), let real = realpath(path, nil)
  else { return nil }
  defer { free(real) }
  return StoredFile(
    path: String(cString: real), view: FileMemory.view(of: names.last ?? ""),
    position: FilePosition(stamp: stamp, consumed: size, seen: size, marks: marks),
    lines: samples, contents: contents(of: file))
}

let index = try ResultIndex(path: arguments[2], limit: .max, day: 0)
for batch in stride(from: 0, to: files, by: 100) {
  _ = try index.write((batch..<min(batch + 100, files)).compactMap(stored))
}
print("\(files) files, \(files * samples) samples, index \(index.size) bytes")
