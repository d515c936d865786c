import Glibc
import Ingest
import ResultIndex
import Results

/// Times how long it takes to read the text of a sample, wherever it lies in a file of 100 GB.
func timeOpening(folder: String, index path: String) throws {
  let records = 3000
  let gap = 33_000_000
  mkdir(folder, 0o755)
  let file = folder + "/samples.jsonl"
  var contents = FileContents(format: "kscope", kind: .samples)
  var part = FilePart(facts: Facts())
  let descriptor = open(file, O_CREAT | O_TRUNC | O_WRONLY, 0o644)
  guard descriptor >= 0 else { return print("cannot write \(file)") }
  for number in 0..<records {
    let record = record(number)
    let offset = number * gap
    guard pwrite(descriptor, record, record.count, off_t(offset)) == record.count else {
      return print("cannot write \(file)")
    }
    var sample = SampleRecord(offset: UInt64(offset), length: UInt64(record.count - 1))
    sample.problem = part.table.index(of: 1) { Problem(id: "p") }
    sample.grading = Grading(stated: true)
    part.table.count(sample)
    part.samples.append(sample)
  }
  let size = records * gap
  ftruncate(descriptor, off_t(size))
  close(descriptor)
  (contents.parts, contents.records) = ([part], records)
  guard let opened = try? OpenFile(file), let stamp = try? opened.stamp(),
    let marks = opened.marks(seen: size), let real = realpath(file, nil)
  else { return print("cannot read \(file)") }
  defer { free(real) }
  let index = try ResultIndex(path: path, limit: .max, day: 0)
  _ = try index.write([
    StoredFile(
      path: String(cString: real), view: FileMemory.view(of: "samples.jsonl"),
      position: FilePosition(stamp: stamp, consumed: size, seen: size, marks: marks),
      lines: records, contents: contents)
  ])
  try time(LibraryOptions(paths: [folder]), index, size)
}

/// A line of 60 kB: reasoning with LaTeX, escapes and line ends.
private func record(_ number: Int) -> [UInt8] {
  let step = "so \\\\frac{\(number)}{2} = x\\n\\nWait, let me check \\\"that\\\" again: "
  let text = String(repeating: step, count: 60_000 / step.utf8.count)
  return Array(
    "{\"problem_id\": \"p\", \"response\": \"\(text)\", \"correct\": true}\n".utf8)
}

private func time(_ options: LibraryOptions, _ index: ResultIndex, _ size: Int) throws {
  var options = options
  options.index = index
  let library = try Library(options)
  library.start()
  defer { library.stop() }
  let snapshot = library.waitUntilRead()
  guard let run = snapshot.runs.first else { return print("nothing was recalled") }
  var samples = library.samples(of: "p", in: run)
  for sample in samples { _ = library.text(of: sample.reference) }
  samples.shuffle()
  let clock = ContinuousClock()
  var times: [Double] = []
  for sample in samples {
    var length = 0
    let took = clock.measure {
      if case .success(let text) = library.text(of: sample.reference) {
        length = text.response?.utf8.count ?? 0
      }
    }
    guard length > 40_000 else { return print("a sample has no text") }
    times.append(Double(took.components.attoseconds) / 1e12)
  }
  times.sort()
  print(
    "\(samples.count) samples of 60 kB in \(size / 1_000_000_000) GB: p50 \(Int(times[times.count / 2])) µs, "
      + "p99 \(Int(times[times.count * 99 / 100])) µs")
}
