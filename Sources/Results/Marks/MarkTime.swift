/// Milliseconds since 1970 as ISO 8601 writes them in UTC.
package enum MarkTime {
  /// Such as `2026-07-01T09:30:00.250Z`.
  package static func text(_ time: Int64) -> String {
    let (days, rest) = divided(time, by: 86_400_000)
    let (year, month, day) = date(days)
    let seconds = rest / 1000
    let clock = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    let date = [padded(year, 4), padded(month, 2), padded(day, 2)]
    return date.joined(separator: "-") + "T" + clock.joined(separator: ":") + "."
      + padded(rest % 1000, 3) + "Z"
  }

  /// Reads what `text` writes, also without parts of seconds; `nil` for all else.
  package static func time(_ text: String) -> Int64? {
    guard text.utf8.count >= 20, text.utf8.last == UInt8(ascii: "Z") else { return nil }
    let bytes = Array(text.utf8)
    let signs: [(Int, Character)] = [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")]
    guard signs.allSatisfy({ bytes[$0.0] == $0.1.asciiValue }) else { return nil }
    func number(_ range: Range<Int>) -> Int64? {
      let digits = bytes[range]
      guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      return Int64(String(decoding: digits, as: UTF8.self))
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
      (1...12).contains(month), (1...31).contains(day), hour < 24, minute < 60, second < 61,
      let part = milliseconds(bytes[19..<(bytes.count - 1)])
    else { return nil }
    let clock = (hour * 60 + minute) * 60 + second
    return days(year, month, day) * 86_400_000 + clock * 1000 + part
  }

  private static func milliseconds(_ text: ArraySlice<UInt8>) -> Int64? {
    guard let dot = text.first else { return 0 }
    let digits = text.dropFirst().prefix(3)
    guard dot == UInt8(ascii: "."), !digits.isEmpty,
      text.dropFirst().allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int64(
      String(decoding: digits, as: UTF8.self) + String(repeating: "0", count: 3 - digits.count))
  }

  /// Days since 1970 of a date, by years that begin in March.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let (year, month) = month > 2 ? (year, month - 3) : (year - 1, month + 9)
    let (era, rest) = divided(year, by: 400)
    return era * 146_097 + rest * 365 + rest / 4 - rest / 100 + (153 * month + 2) / 5 + day
      - 719_469
  }

  private static func date(_ days: Int64) -> (Int64, Int64, Int64) {
    let (era, day) = divided(days + 719_468, by: 146_097)
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365
    let inYear = day - (365 * year + year / 4 - year / 100)
    let month = (5 * inYear + 2) / 153
    let inMonth = inYear - (153 * month + 2) / 5 + 1
    return (
      era * 400 + year + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9, inMonth
    )
  }

  private static func divided(_ value: Int64, by other: Int64) -> (Int64, Int64) {
    let (quotient, rest) = value.quotientAndRemainder(dividingBy: other)
    return rest < 0 ? (quotient - 1, rest + other) : (quotient, rest)
  }

  private static func padded(_ number: Int64, _ digits: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
  }
}
