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
    NumberOrder(map { number($0) ?? .infinity }).order.map { self[$0] }
  }

  /// Sorted by a text of which few are different, naturally; equal ones keep their order.
  func stableSorted(byText text: (Element) -> String) -> [Element] {
    let texts = map(text)
    let different = Set(texts).sorted(by: NaturalOrder.precedes)
    let ranks = Dictionary(uniqueKeysWithValues: zip(different, 0...))
    return NumberOrder(texts.map { Double(ranks[$0] ?? 0) }).order.map { self[$0] }
  }

  /// Sorted by a value computed once for each element; equal ones keep their order.
  func stableSorted(by value: (Element) -> SortValue) -> [Element] {
    let values = map(value)
    return indices.sorted { first, second in
      values[first] < values[second] || (!(values[second] < values[first]) && first < second)
    }.map { self[$0] }
  }
}

/// Numbers in order, equal ones as they come: byte by byte, which takes no comparison.
private struct NumberOrder {
  private(set) var order: [Int]

  init(_ numbers: [Double]) {
    order = Array(numbers.indices)
    // Of 0 and -0 neither is first. As unsigned numbers, negative ones run the other way.
    let keys = numbers.map { number -> UInt64 in
      let bits = (number + 0).bitPattern
      return bits ^ (bits >> 63 == 1 ? .max : 1 << 63)
    }
    for shift in stride(from: 0, to: UInt64.bitWidth, by: 8) { sort(keys, by: UInt64(shift)) }
  }

  private mutating func sort(_ keys: [UInt64], by shift: UInt64) {
    var ends = Array(repeating: 0, count: 256)
    for key in keys { ends[Int(key >> shift & 0xFF)] += 1 }
    guard !ends.contains(keys.count) else { return }
    var sum = 0
    for digit in ends.indices { (ends[digit], sum) = (sum, sum + ends[digit]) }
    var sorted = order
    for place in order {
      let digit = Int(keys[place] >> shift & 0xFF)
      sorted[ends[digit]] = place
      ends[digit] += 1
    }
    order = sorted
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
