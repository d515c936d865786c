import Statistics

// What was found of repeats, as bytes: finding it means looking at all samples.

extension FoundRepeats {
  var stored: [UInt8] {
    var writer = ByteWriter()
    for pairs in [copies, clashes] { writer.write(pairs) { $1.write(to: &$0) } }
    writer.write(conflicts) { writer, conflict in
      writer.write(conflict.problem)
      for place in [conflict.correct, conflict.incorrect] {
        writer.write(place.member)
        writer.write(place.offset)
      }
    }
    writer.write(conflictCount)
    writer.write(responses) { writer, repeats in
      writer.write(repeats.samples)
      writer.write(repeats.repeated)
      writer.write(repeats.effective.lowerBound)
      writer.write(repeats.effective.upperBound)
    }
    writer.write(problemsOfOneResponse) { $0.write($1) }
    writer.write(omissions) { $1.write(to: &$0) }
    writer.write(changes) { writer, changes in
      writer.write(changes.sorted { $0.key < $1.key }) { writer, change in
        writer.write(Int(change.key))
        let tally = change.value
        for count in [tally.n, tally.c, tally.ungraded, tally.truncated, tally.finished] {
          writer.write(count)
        }
      }
    }
    return writer.sealed
  }

  init(stored bytes: [UInt8]) throws(DamagedBytes) {
    self = try ByteReader.read(bytes) { (reader) throws(DamagedBytes) in
      try FoundRepeats(&reader)
    }
  }

  private init(_ reader: inout ByteReader) throws(DamagedBytes) {
    self.init()
    copies = try reader.list(Pair.init)
    clashes = try reader.list(Pair.init)
    conflicts = try reader.list { (reader) throws(DamagedBytes) in
      Conflict(
        problem: try reader.text(), correct: try Place(&reader), incorrect: try Place(&reader))
    }
    conflictCount = try reader.integer()
    responses = try reader.optional { (reader) throws(DamagedBytes) in
      let (samples, repeated) = (try reader.integer(), try reader.integer())
      let (least, most) = (try reader.integer(), try reader.integer())
      guard least <= most else { throw DamagedBytes() }
      return SampleRepeats(samples: samples, repeated: repeated, effective: least...most)
    }
    problemsOfOneResponse = try reader.optional { (reader) throws(DamagedBytes) in
      try reader.integer()
    }
    omissions = try reader.list(Repeats.Omission.init)
    changes = try reader.list { (reader) throws(DamagedBytes) in
      var changes: [UInt32: Tally] = [:]
      for _ in 0..<(try reader.size()) {
        let problem = UInt32(clamping: try reader.integer())
        var tally = Tally(n: try reader.integer(), c: try reader.integer())
        tally.ungraded = try reader.integer()
        tally.truncated = try reader.integer()
        tally.finished = try reader.integer()
        changes[problem] = tally
      }
      return changes
    }
  }
}

extension FoundRepeats.Pair {
  fileprivate func write(to writer: inout ByteWriter) {
    for number in [first, second, samples] { writer.write(number) }
    writer.write(isWhole)
  }

  fileprivate init(_ reader: inout ByteReader) throws(DamagedBytes) {
    self.init(
      first: try reader.integer(), second: try reader.integer(), samples: try reader.integer(),
      isWhole: try reader.flag())
  }
}

extension FoundRepeats.Place {
  fileprivate init(_ reader: inout ByteReader) throws(DamagedBytes) {
    self.init(member: try reader.integer(), offset: try reader.word())
  }
}

extension Repeats.Omission {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(isAll)
    writer.write(ranges) {
      $0.write(Int($1.lowerBound))
      $0.write(Int($1.upperBound))
    }
    writer.write(verdicts.sorted { $0.key < $1.key }) {
      $0.write(Int($1.key))
      $0.write(Int($1.value.rawValue))
    }
  }

  fileprivate init(_ reader: inout ByteReader) throws(DamagedBytes) {
    self.init()
    isAll = try reader.flag()
    for _ in 0..<(try reader.size()) {
      let (first, last) = (try reader.integer(), try reader.integer())
      guard first <= last, let first = UInt32(exactly: first), let last = UInt32(exactly: last)
      else { throw DamagedBytes() }
      append(first...last)
    }
    for _ in 0..<(try reader.size()) {
      let ordinal = UInt32(clamping: try reader.integer())
      guard let verdict = Verdict(rawValue: UInt8(clamping: try reader.integer())) else {
        throw DamagedBytes()
      }
      verdicts[ordinal] = verdict
    }
  }
}
