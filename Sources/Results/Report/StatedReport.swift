/// A figure of the writer in a report, beside kscope's value of the same samples.
package struct StatedReport: Equatable, Sendable, Encodable {
  package let name: String
  package let k: Int?
  package let value: Double
  /// Absent where no problem has samples enough.
  package let kscope: Double?
  package let agrees: Bool
  /// Why they differ; absent where they agree.
  package let reason: String?
  package let file: String

  init(_ compared: ComparedFigure) {
    name = compared.figure.name
    k = compared.figure.k
    value = compared.figure.value
    kscope = compared.own
    agrees = compared.agrees
    reason = compared.reason?.sentence
    file = compared.file
  }
}
