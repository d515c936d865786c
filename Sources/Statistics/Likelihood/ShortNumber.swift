/// A number as sentences write it: at most four decimals, none that is a trailing zero.
struct ShortNumber: CustomStringConvertible {
  private let value: Double

  init(_ value: Double) { self.value = value }

  var description: String {
    let rounded = (value * 1e4).rounded() / 1e4
    return Int(exactly: rounded).map(String.init) ?? String(rounded)
  }
}
