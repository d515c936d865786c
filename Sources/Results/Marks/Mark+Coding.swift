extension Mark: Codable {
  /// A line of a file of marks has these, in the order of the alphabet.
  private enum CodingKeys: String, CodingKey {
    case note, problem, run, sample, verdict, when, who
  }

  package init(from decoder: any Decoder) throws {
    let line = try decoder.container(keyedBy: CodingKeys.self)
    func refusal(_ key: CodingKeys, _ reason: String) -> DecodingError {
      DecodingError.dataCorruptedError(forKey: key, in: line, debugDescription: reason)
    }
    guard let time = MarkTime.time(try line.decode(String.self, forKey: .when)) else {
      throw refusal(.when, "no time such as 2026-07-01T09:30:00Z")
    }
    guard let sample = SampleContent(try line.decode(String.self, forKey: .sample)) else {
      throw refusal(.sample, "no hash of 16 hexadecimal digits")
    }
    let verdict = try line.decodeIfPresent(String.self, forKey: .verdict)
    let known = verdict.flatMap(ReasoningVerdict.init)
    guard verdict == nil || known != nil else { throw refusal(.verdict, "no known verdict") }
    self.init(
      reader: try line.decode(String.self, forKey: .who), time: time, sample: sample,
      run: try line.decodeIfPresent(String.self, forKey: .run) ?? "",
      problem: try line.decode(String.self, forKey: .problem), verdict: known,
      note: try line.decodeIfPresent(String.self, forKey: .note))
  }

  package func encode(to encoder: any Encoder) throws {
    var line = encoder.container(keyedBy: CodingKeys.self)
    try line.encode(reader, forKey: .who)
    try line.encode(MarkTime.text(time), forKey: .when)
    try line.encode(sample.text, forKey: .sample)
    try line.encode(run, forKey: .run)
    try line.encode(problem, forKey: .problem)
    // A mark that is taken back says so.
    try line.encode(verdict?.rawValue, forKey: .verdict)
    try line.encodeIfPresent(note, forKey: .note)
  }
}
