import Results

/// A value to sort by; what is not known comes last.
enum SortValue: Comparable {
  case number(Double?)
  case text(String)

  static func < (first: SortValue, second: SortValue) -> Bool {
    switch (first, second) {
    case (.number(let a), .number(let b)): (a ?? .infinity) < (b ?? .infinity)
    case (.text(let a), .text(let b)): NaturalOrder.precedes(a, b)
    default: false
    }
  }
}

extension Array {
  /// Sorted by a number computed once for each element; equal ones keep their order, and
  /// those without one come last.
  func stableSorted(byNumber number: (Element) -> Double?) -> [Element] {
    let keys = map { number($0) ?? .infinity }
    return indices.sorted { first, second in
      keys[first] < keys[second] || (keys[first] == keys[second] && first < second)
    }.map { self[$0] }
  }

  /// Sorted by a value computed once for each element; equal ones keep their order.
  func stableSorted(by value: (Element) -> SortValue) -> [Element] {
    let values = map(value)
    return indices.sorted { first, second in
      values[first] < values[second] || (!(values[second] < values[first]) && first < second)
    }.map { self[$0] }
  }
}

extension CaseIterable where Self: Equatable {
  /// The case after this one, around.
  var next: Self {
    let all = Array(Self.allCases)
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }
}

extension ClockMinute {
  /// A number that grows with time.
  var order: Double {
    let days = (year * 12 + month) * 31 + day
    return Double((days * 24 + hour) * 60 + minute)
  }
}
