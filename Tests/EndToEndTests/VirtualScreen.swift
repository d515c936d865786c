/// What a terminal shows after the bytes that a program sent: characters alone, no colors.
///
/// It knows what ncurses sends to an xterm and refuses the rest, so that a test
/// notices when something else reaches the terminal.
struct VirtualScreen {
  private(set) var columns: Int
  private(set) var rows: Int
  private var cells: [[Character]]
  private var x = 0
  private var y = 0
  private var last: Character = " "
  private var pending: [UInt8] = []
  /// Sequences that ncurses has no reason to send.
  private(set) var strangers: [String] = []
  /// Whether the program draws on the alternate screen.
  private(set) var isAlternate = false
  /// How often it began to.
  private(set) var entries = 0
  /// Whether a color was ever asked for.
  private(set) var hasColor = false

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    cells = Self.blank(columns, rows)
  }

  var text: String {
    cells.map { row in
      var line = String(row)
      while line.last == " " { line.removeLast() }
      return line
    }.joined(separator: "\n")
  }

  mutating func resize(columns: Int, rows: Int) {
    (self.columns, self.rows) = (columns, rows)
    cells = Self.blank(columns, rows)
    (x, y) = (0, 0)
  }

  private static func blank(_ columns: Int, _ rows: Int) -> [[Character]] {
    Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// Takes bytes in; a sequence that is not whole waits for the rest of it.
  mutating func feed(_ bytes: some Sequence<UInt8>) {
    pending += bytes
    var position = 0
    while position < pending.count, let next = step(at: position) { position = next }
    pending.removeFirst(position)
  }

  /// Acts on one character or sequence; returns where the next begins, `nil` if it is not whole.
  private mutating func step(at start: Int) -> Int? {
    switch pending[start] {
    case 0x1B: return escape(at: start)
    case 0x0D: x = 0
    case 0x0A: lineFeed()
    case 0x08: x = max(0, x - 1)
    case 0x09: x = min(columns - 1, (x / 8 + 1) * 8)
    case 0x00, 0x07: break
    case ..<0x20, 0x7F: strangers.append("control \(pending[start])")
    default: return character(at: start)
    }
    return start + 1
  }

  private mutating func character(at start: Int) -> Int? {
    let lead = pending[start]
    let count = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard start + count <= pending.count else { return nil }
    let text = String(decoding: pending[start..<start + count], as: UTF8.self)
    if let character = text.first { put(character) }
    return start + count
  }

  private mutating func put(_ character: Character) {
    if x >= columns {
      x = 0
      lineFeed()
    }
    cells[y][x] = character
    last = character
    x += 1
  }

  private mutating func lineFeed() {
    if y == rows - 1 { scroll() } else { y += 1 }
  }

  private mutating func scroll() {
    cells.removeFirst()
    cells.append(Array(repeating: " ", count: columns))
  }

  private mutating func escape(at start: Int) -> Int? {
    guard start + 1 < pending.count else { return nil }
    switch pending[start + 1] {
    case UInt8(ascii: "["): return control(at: start + 2)
    case UInt8(ascii: "("), UInt8(ascii: ")"):
      return start + 2 < pending.count ? start + 3 : nil
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "7"), UInt8(ascii: "8"): break
    case UInt8(ascii: "]"), UInt8(ascii: "P"): return string(at: start)
    case let byte: strangers.append("ESC \(Character(Unicode.Scalar(byte)))")
    }
    return start + 2
  }

  /// A text for the terminal itself, which draws nothing.
  private mutating func string(at start: Int) -> Int? {
    let isCommand = pending[start + 1] == UInt8(ascii: "]")
    var end = start + 2
    while end < pending.count, pending[end] != 0x07 || !isCommand {
      if pending[end] == 0x1B {
        guard end + 1 < pending.count else { return nil }
        if pending[end + 1] == UInt8(ascii: "\\") { break }
        end += 1
      }
      end += 1
    }
    guard end < pending.count else { return nil }
    let text = String(decoding: pending[start + 1..<end], as: UTF8.self)
    // ncurses resets the colors of the terminal when it takes it again.
    if text != "]104" { strangers.append("ESC " + text) }
    return pending[end] == 0x07 ? end + 1 : end + 2
  }

  /// A sequence that begins with `ESC [`: parameters, then a letter that says what to do.
  private mutating func control(at start: Int) -> Int? {
    guard let end = pending[start...].firstIndex(where: { (0x40...0x7E).contains($0) }) else {
      return nil
    }
    let text = String(decoding: pending[start..<end], as: UTF8.self)
    let letter = Character(Unicode.Scalar(pending[end]))
    let isPrivate = text.hasPrefix("?") || text.hasPrefix(">")
    let numbers = text.drop { $0 == "?" || $0 == ">" }
      .split(separator: ";", omittingEmptySubsequences: false).map { Int($0) }
    if isPrivate || "hlm".contains(letter) {
      setMode(letter, numbers.compactMap { $0 })
    } else {
      perform(letter, numbers)
    }
    return end + 1
  }

  private mutating func setMode(_ letter: Character, _ numbers: [Int]) {
    if numbers == [1049] {
      isAlternate = letter == "h"
      if isAlternate { entries += 1 }
      cells = Self.blank(columns, rows)
    }
    if letter == "m",
      numbers.contains(where: { (30...49).contains($0) && $0 != 39 && $0 != 49 || $0 >= 90 })
    {
      hasColor = true
    }
  }

  private mutating func perform(_ letter: Character, _ numbers: [Int?]) {
    let first = max(1, (numbers.first ?? nil) ?? 1)
    switch letter {
    case "H", "f": move(to: ((numbers.count > 1 ? numbers[1] : nil) ?? 1) - 1, first - 1)
    case "A": move(to: x, y - first)
    case "B": move(to: x, y + first)
    case "C": move(to: x + first, y)
    case "D": move(to: x - first, y)
    case "G": move(to: first - 1, y)
    case "d": move(to: x, first - 1)
    case "X": for column in x..<min(columns, x + first) { cells[y][column] = " " }
    case "b": for _ in 0..<first { put(last) }
    case "J": erase(screen: (numbers.first ?? nil) ?? 0)
    case "K": erase(line: (numbers.first ?? nil) ?? 0)
    case "@": shift(by: first)
    case "P": shift(by: -first)
    case "S": for _ in 0..<first { scroll() }
    case "r": move(to: 0, 0)
    case "t": break
    default: strangers.append("CSI \(letter)")
    }
  }

  private mutating func move(to column: Int, _ row: Int) {
    x = min(max(0, column), columns - 1)
    y = min(max(0, row), rows - 1)
  }

  private mutating func erase(screen part: Int) {
    if part == 0 { erase(line: 0) }
    for row in (part == 0 ? y + 1 : 0)..<max(rows, y + 1) {
      cells[row] = Array(repeating: " ", count: columns)
    }
  }

  private mutating func erase(line part: Int) {
    let range =
      part == 0 ? min(x, columns)..<columns : part == 1 ? 0..<min(columns, x + 1) : 0..<columns
    for column in range { cells[y][column] = " " }
  }

  private mutating func shift(by count: Int) {
    if count > 0 {
      cells[y].insert(contentsOf: Array(repeating: " ", count: count), at: min(x, columns))
      cells[y].removeLast(count)
    } else {
      cells[y].removeSubrange(x..<min(columns, x - count))
      cells[y] += Array(repeating: " ", count: columns - cells[y].count)
    }
  }
}
