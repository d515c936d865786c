import Reader
import Results
import TerminalUI

/// One sample that is being read: its text, and how far it is scrolled.
struct ReaderPane: Sendable {
  /// How a text is laid out.
  struct Shape: Equatable, Sendable {
    var width: Int
    var height: Int
    var wraps: Bool
    var unicode: Bool
  }

  private struct Seen: Equatable, Sendable {
    let number: Int
    let top: ReaderPlace
    let folded: Set<Int>
    let shape: Shape
  }

  private(set) var reference: SampleReference?
  private var asked: SampleReference?
  private(set) var text: ReaderText?
  private(set) var failure: String?
  /// Grows with each text, so that what is worked out of it names the one it is of.
  private(set) var number = 0
  /// What names the text to whoever works something out of it.
  var subject: String? {
    reference.map { "\($0.path) \($0.offset) \($0.element) \(number)" }
  }
  private(set) var top = ReaderPlace(section: 0, offset: -1)
  private(set) var folded: Set<Int> = []
  /// The bytes of the match that was found last.
  private(set) var found: Range<Int>?
  /// The token whose numbers are shown.
  var token: Int?
  private var shape = Shape(width: 80, height: 20, wraps: true, unicode: true)
  private var seen = Derived<Seen, [ReaderLine]>([])

  /// The lines that are on the screen.
  var lines: [ReaderLine] { text == nil ? [] : seen.value }

  /// The record to read, unless it is at hand or on its way.
  mutating func ask() -> SampleReference? {
    guard text == nil, failure == nil, let reference, asked != reference else { return nil }
    asked = reference
    return reference
  }

  /// Turns to another sample, or to none.
  mutating func open(_ new: SampleReference?) {
    guard new != reference else { return }
    (reference, text, failure, found, token) = (new, nil, nil, nil, nil)
    top = ReaderPlace(section: 0, offset: -1)
    asked = nil
    number += 1
  }

  mutating func take(_ result: Result<ReaderText, Action.Failure>, of reference: SampleReference) {
    guard self.reference == reference else { return }
    number += 1
    switch result {
    case .success(let text):
      (self.text, failure) = (text, nil)
      folded = Self.foldedAtFirst(text)
    case .failure(let failure): (text, self.failure) = (nil, failure.message)
    }
  }

  /// Prompts that would fill the screen are folded until somebody wants them.
  private static func foldedAtFirst(_ text: ReaderText) -> Set<Int> {
    Set(
      text.sections.indices.filter {
        !text.sections[$0].isResponse && text.sections[$0].range.count > 1500
      })
  }

  /// The layout at the size that the text has on the screen.
  var layout: ReaderLayout? {
    text.map {
      ReaderLayout(
        $0, width: shape.width, wraps: shape.wraps, unicode: shape.unicode, folded: folded)
    }
  }

  /// Lays out what is seen, where it or its room has changed.
  mutating func settle(_ shape: Shape) {
    let isNew = shape != self.shape
    self.shape = shape
    guard let layout else { return }
    if isNew { top = layout.settle(top) }
    let key = Seen(number: number, top: top, folded: folded, shape: shape)
    guard !seen.isCurrent(for: key) else { return }
    seen.set(layout.lines(from: top, count: shape.height), for: key)
  }

  mutating func scroll(by rows: Int) {
    guard let layout else { return }
    top = min(layout.place(top, movedBy: rows), layout.lastTop(height: shape.height))
  }

  mutating func scrollToStart() { top = ReaderPlace(section: 0, offset: -1) }

  mutating func scrollToEnd() {
    guard let layout else { return }
    top = layout.lastTop(height: shape.height)
  }

  /// Scrolls as a command asks; `false` where it is none for that.
  mutating func move(_ command: Command) -> Bool {
    switch command {
    case .first: scrollToStart()
    case .last: scrollToEnd()
    default:
      guard let rows = command.rows(page: max(1, shape.height - 2), count: 0) else { return false }
      scroll(by: rows)
    }
    return true
  }

  /// Brings a byte onto the screen, a third down from its top unless it is there already.
  mutating func show(byte offset: Int) {
    guard let text, let section = text.section(at: offset) else { return }
    folded.remove(section)
    guard let layout else { return }
    let place = layout.place(ofByte: offset)
    let last = layout.place(top, movedBy: max(0, shape.height - 1))
    if place < top || place > last {
      top = layout.place(place, movedBy: -shape.height / 3)
    }
    scroll(by: 0)
  }

  /// The section whose text is at the top of the screen.
  var sectionAtTop: Int? {
    guard text != nil else { return nil }
    return lines.first { $0.place.offset != -2 }?.place.section ?? top.section
  }

  mutating func toggleFold(_ section: Int) {
    guard let layout = self.layout, layout.text.sections.indices.contains(section) else { return }
    if folded.remove(section) == nil {
      folded.insert(section)
      if top.section == section { top = ReaderPlace(section: section, offset: -1) }
    }
    scroll(by: 0)
  }

  mutating func foldAll(_ isFolded: Bool) {
    folded = isFolded ? Set((text?.sections ?? []).indices) : []
    scrollToStart()
  }

  /// Goes to the heading of the next or the previous section.
  mutating func moveSection(by step: Int) {
    guard let text, let now = sectionAtTop else { return }
    let isInside = top.offset >= 0
    let target = max(0, min(text.sections.count - 1, now + (step < 0 && isInside ? 0 : step)))
    top = ReaderPlace(section: target, offset: -1)
    scroll(by: 0)
  }

  /// Goes to the next or the previous match; `nil` where there is none.
  ///
  /// - Returns: The number of the match, from 0, and whether it went round the end.
  mutating func take(
    _ step: FindStep, among places: [Range<Int>]
  ) -> (number: Int, isAround: Bool)? {
    guard let text, !places.isEmpty else { return nil }
    let here = found?.lowerBound ?? lines.first { $0.isText }?.range.lowerBound ?? 0
    let isPast = step.start == .match && step.forward && found != nil
    let start = step.start == .response ? text.response?.lowerBound ?? 0 : isPast ? here + 1 : here
    let next = places.firstPlace { $0.lowerBound >= start }
    let target = step.forward ? next : next - 1
    let number = (target + places.count) % places.count
    found = places[number]
    show(byte: places[number].lowerBound)
    return (number, number != target)
  }

  /// How much of the text has been seen, from 0 to 1; `nil` where all of it is on the screen.
  var share: Double? {
    guard let text, let last = lines.last, let end = layout?.lastTop(height: 1) else { return nil }
    if top == ReaderPlace(section: 0, offset: -1), last.place == end { return nil }
    if last.place == end { return 1 }
    let seen =
      last.isText ? last.range.upperBound : text.sections[last.place.section].range.lowerBound
    return Double(seen) / Double(max(1, text.bytes.count))
  }
}

extension ReaderPane {
  /// Goes to the next or the previous token, at first to the first one on the screen.
  mutating func moveToken(by step: Int) {
    guard let text, !text.tokens.isEmpty else { return }
    let top = lines.first { $0.isText }?.range.lowerBound ?? 0
    let start = text.tokens.firstPlace { $0.range.lowerBound >= top }
    let target = token.map { $0 + step } ?? start
    let chosen = max(0, min(text.tokens.count - 1, target))
    token = chosen
    show(byte: text.tokens[chosen].range.lowerBound)
  }
}
