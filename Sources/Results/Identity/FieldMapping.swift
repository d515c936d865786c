/// What a person says of the fields of a file whose names kscope does not know.
package struct FieldMapping: Equatable, Sendable {
  /// A meaning that a field can have.
  package enum Meaning: String, CaseIterable, Sendable {
    case problem, prompt, response, gold, answer, list, correct, score, tokens, finish, entropy
    case logProbability = "logprob_sum"
    case reasoning = "cot_valid"
    case group, level, subject, date
    case directAnswer = "direct_answer"
  }

  /// Keys, or paths such as `doc.question`, by their meaning; the first that is there counts.
  package var fields: [Meaning: [String]] = [:]
  /// Where a JSON document has its records, such as `results[].items[]`.
  package var records: String?

  package init() {}

  package var isEmpty: Bool { fields.isEmpty && records == nil }

  /// Takes what another mapping says of what this one does not.
  package mutating func merge(_ other: FieldMapping) {
    fields.merge(other.fields) { own, _ in own }
    records = records ?? other.records
  }
}
