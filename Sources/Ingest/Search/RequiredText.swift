/// The longest text that every match of a regular expression holds, as far as a quick look tells.
///
/// Records without it need not be decoded. Where anything is beyond it, nothing is required.
struct RequiredText {
  private var rest: Substring.UnicodeScalarView
  private let ignoresCase: Bool
  private var run = ""
  private var longest = ""

  static func of(_ pattern: String, ignoresCase: Bool) -> String? {
    var reading = RequiredText(
      rest: pattern[...].unicodeScalars, ignoresCase: ignoresCase)
    guard reading.read() else { return nil }
    reading.endRun()
    return reading.longest.isEmpty ? nil : reading.longest
  }

  /// The longest piece of a plain text that records write as it is.
  static func of(plain text: String, ignoresCase: Bool) -> String? {
    var reading = RequiredText(rest: ""[...].unicodeScalars, ignoresCase: ignoresCase)
    for scalar in text.unicodeScalars { reading.take(scalar) }
    reading.endRun()
    return reading.longest.isEmpty ? nil : reading.longest
  }

  private init(rest: Substring.UnicodeScalarView, ignoresCase: Bool) {
    (self.rest, self.ignoresCase) = (rest, ignoresCase)
  }

  /// Whether no writer of JSON has an escape for a character, other than by its number.
  private func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    // Where case is ignored, two letters beyond ASCII are equal to these.
    if ignoresCase, "kKsS".unicodeScalars.contains(scalar) { return false }
    guard (0x20..<0x7F).contains(scalar.value) else { return false }
    return !"\"\\/<>&'=+".unicodeScalars.contains(scalar)
  }

  private mutating func take(_ scalar: Unicode.Scalar) {
    if isPlain(scalar) { run.unicodeScalars.append(scalar) } else { endRun() }
  }

  private mutating func endRun() {
    if run.utf8.count > longest.utf8.count { longest = run }
    run = ""
  }

  /// Whether all was understood.
  private mutating func read() -> Bool {
    while let scalar = rest.popFirst() {
      switch scalar {
      case "|": return false
      case "\\": guard readEscape() else { return false }
      case "[":
        endRun()
        guard skipClass() else { return false }
      case "(":
        endRun()
        guard skipGroup() else { return false }
      case "*", "?", "{":
        // What comes before may be absent, or come often.
        run = String(run.dropLast())
        endRun()
        if scalar == "{" { rest = rest.drop { $0 != "}" } }
      case "+", ".", "^", "$", "}": endRun()
      default: take(scalar)
      }
    }
    return true
  }

  /// What follows a backslash: a character as it is, or a class or a place.
  private mutating func readEscape() -> Bool {
    guard let scalar = rest.popFirst() else { return false }
    guard scalar.properties.isAlphabetic || scalar.properties.numericType != nil else {
      take(scalar)
      return true
    }
    endRun()
    return "dDwWsSbBntrfAzZhHvVRX".unicodeScalars.contains(scalar)
  }

  private mutating func skipClass() -> Bool {
    if rest.first == "^" { rest.removeFirst() }
    if rest.first == "]" { rest.removeFirst() }
    while let scalar = rest.popFirst() {
      switch scalar {
      case "]": return true
      case "\\":
        // Quoting would reach beyond it.
        guard let next = rest.popFirst(), next != "Q", next != "E" else { return false }
      // A class within a class.
      case "[": return false
      default: break
      }
    }
    return false
  }

  private mutating func skipGroup() -> Bool {
    if rest.first == "*" { return false }
    if rest.first == "?" {
      rest.removeFirst()
      // Settings, comments and conditions are others' business.
      guard let kind = rest.first, ":=!<>".unicodeScalars.contains(kind) else { return false }
    }
    while let scalar = rest.popFirst() {
      switch scalar {
      case ")": return true
      case "(": guard skipGroup() else { return false }
      case "[": guard skipClass() else { return false }
      case "\\": guard let next = rest.popFirst(), next != "Q", next != "E" else { return false }
      default: break
      }
    }
    return false
  }
}
