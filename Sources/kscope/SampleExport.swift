import Dashboard
import Glibc
import Ingest
import Results

/// Samples as JSON lines that kscope reads again.
enum SampleExport {
  /// Writes samples with their texts to a file that does not exist yet; says what was written.
  static func write(
    _ samples: [Sample], of problem: String, in run: String, to path: String, texts: Library
  ) throws(Failure) -> String {
    var lines = ""
    var missing = 0
    for (number, sample) in samples.enumerated() {
      let text = try? texts.text(of: sample.reference).get()
      if text == nil { missing += 1 }
      lines += line(sample, number: number, text, problem: problem, run: run) + "\n"
    }
    let written = try NewFile.write(lines, to: path)
    let note = missing > 0 ? ", \(Format.count(missing)) without text: it cannot be read" : ""
    return "\(written) is written, \(Format.count(samples.count, "sample"))\(note)"
  }

  private static func line(
    _ sample: Sample, number: Int, _ text: SampleText?, problem: String, run: String
  ) -> String {
    var fields: [(String, String?)] = [
      ("run_id", JSONLine.quoted(run)), ("problem_id", JSONLine.quoted(problem)),
      ("sample_index", String(number)),
    ]
    fields.append(("correct", sample.verdict == .ungraded ? nil : "\(sample.verdict == .correct)"))
    fields.append(("score", sample.score.flatMap(JSONLine.number)))
    fields.append(("response_tokens", sample.tokens.map(String.init)))
    fields.append(("finish_reason", reason(sample.finish).map(JSONLine.quoted)))
    fields.append(("mean_entropy", sample.entropy.flatMap(JSONLine.number)))
    fields.append(("logprob_sum", sample.logProbability.flatMap(JSONLine.number)))
    fields.append(("prompt", text?.prompt.map(JSONLine.quoted)))
    fields.append(("gold", text?.gold.map(JSONLine.quoted)))
    fields.append(("extracted_answer", text?.answer.map(JSONLine.quoted)))
    fields.append(("response", text?.response.map(JSONLine.quoted)))
    fields.append(("source", JSONLine.quoted(sample.reference.shownPath)))
    fields.append(("offset", String(sample.reference.offset)))
    let known = fields.compactMap { name, value in value.map { "\"\(name)\": \($0)" } }
    return "{" + known.joined(separator: ", ") + "}"
  }

  private static func reason(_ finish: FinishReason) -> String? {
    switch finish {
    case .unknown: nil
    case .stop: "stop"
    case .length: "length"
    case .other: "other"
    }
  }
}

/// Values as JSON writes them, on one line and in ASCII where a terminal would act on them.
enum JSONLine {
  static func number(_ value: Double) -> String? { value.isFinite ? "\(value)" : nil }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\r": result += "\\r"
      default:
        if scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) {
          let digits = String(scalar.value, radix: 16)
          result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
        } else {
          result.unicodeScalars.append(scalar)
        }
      }
    }
    return result + "\""
  }
}
