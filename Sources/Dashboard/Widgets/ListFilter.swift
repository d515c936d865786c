import Results

/// What the rows of a list are filtered by: the text as it is typed, and what of it is in use.
///
/// While an expression is not whole, or lets no row through, the rows stay those of the last one
/// that was and did: who types `step > 50` sees no empty list on the way.
struct ListFilter: Equatable, Sendable {
  private(set) var text = ""
  /// What the rows are filtered by, and how it was written.
  private(set) var filter = Filter.all
  private(set) var usedText = ""
  /// Why the text cannot be used; `nil` where it can.
  private(set) var error: FilterError?
  /// Whether the text is not used since it lets no row through.
  private(set) var isTooNarrow = false

  var isEmpty: Bool { text.isEmpty }

  /// Why the text is not in use, as a sentence.
  var warning: String? {
    error?.description ?? (isTooNarrow ? "no row fits so far; Enter takes it all the same" : nil)
  }

  /// Takes a text.
  ///
  /// - Parameter isDone: Whether it is what a person means, and not on the way to it.
  mutating func set<Row>(
    _ text: String, isDone: Bool, fields: FilterFields<Row>, rows: some Collection<Row>
  ) {
    self.text = text
    isTooNarrow = false
    do throws(FilterError) {
      let new = try Filter.parse(text, fields: fields)
      error = nil
      isTooNarrow = !isDone && !rows.isEmpty && !rows.contains(where: new.test(fields))
      if !isTooNarrow { (filter, usedText) = (new, text.trimmingSpaces()) }
    } catch { self.error = error }
  }
}
