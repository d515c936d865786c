/// Numbers as charts print them.
enum NumberText {
  /// The number with exactly `decimals` digits after the point; `-0` becomes `0`.
  static func fixed(_ value: Double, decimals: Int) -> String {
    let places = min(max(0, decimals), 9)
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    let sign = value < 0 && scaled > 0 ? "-" : ""
    let digits = String(Int(scaled))
    guard places > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }

  /// The number with at most `decimals` digits after the point and no zeros at its end.
  static func short(_ value: Double, decimals: Int) -> String {
    var text = fixed(value, decimals: decimals)
    guard text.contains(".") else { return text }
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// The number with a plus sign unless it has a sign or is zero.
  static func signed(_ text: String) -> String {
    "-+".contains(text.first ?? "-") || !text.contains { "123456789".contains($0) }
      ? text : "+" + text
  }

  /// A whole count as a per cent of a total with one decimal, or `nil` of nothing.
  static func percent(_ count: Int, of total: Int) -> String? {
    total > 0 ? fixed(100 * Double(count) / Double(total), decimals: 1) + "%" : nil
  }
}
