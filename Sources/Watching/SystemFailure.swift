import CSystem
import Glibc

/// What the operating system refused, and why.
package struct SystemFailure: Error, Hashable, Sendable {
  /// What was attempted, as it reads after "cannot": "watch", "start a thread".
  package let operation: String
  /// The file it was attempted on, or `nil`.
  package let path: String?
  /// The error number.
  package let code: Int32

  package init(operation: String, path: String? = nil, code: Int32 = errno) {
    self.operation = operation
    self.path = path
    self.code = code
  }
}

extension SystemFailure: CustomStringConvertible {
  package var description: String {
    let object = path.map { " '\($0)'" } ?? ""
    return "cannot \(operation)\(object): \(reason(ofError: code))"
  }
}

/// The system's sentence for an error number.
func reason(ofError code: Int32) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
    guard let text = buffer.baseAddress else { return "error \(code)" }
    cs_error_text(code, text, buffer.count)
    return String(cString: text)
  }
}
