/// An order in which rows that are alike stand together.
///
/// Rows are divided where they differ most, along the first principal component of their
/// numbers, and each half likewise: Boley, "Principal Direction Divisive Partitioning" (1998).
/// Low rows come first. The same numbers give the same order.
package enum LikenessOrder {
  /// - Parameter columns: Numbers of one length; one that is not known counts as the mean of
  ///   its column.
  /// - Returns: The places of the rows in their new order.
  /// - Complexity: O(rows · columns² · depth), with a depth of at most 24.
  package static func order(of columns: [[Double?]]) -> [Int] {
    let count = columns.first?.count ?? 0
    let filled = columns.map(filled)
    var order: [Int] = []
    order.reserveCapacity(count)
    var open = [(rows: Array(0..<count), depth: 0)]
    while let (rows, depth) = open.popLast() {
      guard let places = projections(of: rows, filled) else {
        order += rows
        continue
      }
      if depth == 24 || rows.count <= 3 {
        order += sorted(rows, by: places)
        continue
      }
      let high = rows.indices.filter { places[$0] > 0 }.map { rows[$0] }
      let low = rows.indices.filter { places[$0] <= 0 }.map { rows[$0] }
      open.append((high, depth + 1))
      open.append((low, depth + 1))
    }
    return order
  }

  private static func filled(_ column: [Double?]) -> [Double] {
    let known = column.compactMap(\.self)
    let mean = known.isEmpty ? 0 : known.reduce(0, +) / Double(known.count)
    return column.map { $0 ?? mean }
  }

  private static func sorted(_ rows: [Int], by places: [Double]) -> [Int] {
    rows.indices.sorted { (places[$0], rows[$0]) < (places[$1], rows[$1]) }.map { rows[$0] }
  }

  /// Where each row lies on the first principal component; `nil` where all are equal.
  private static func projections(of rows: [Int], _ columns: [[Double]]) -> [Double]? {
    guard rows.count > 1 else { return nil }
    let centered = columns.map { column in
      let mean = rows.reduce(0) { $0 + column[$1] } / Double(rows.count)
      return rows.map { column[$0] - mean }
    }
    guard let axis = principalAxis(centered) else { return nil }
    return rows.indices.map { row in
      zip(axis, centered).reduce(0) { $0 + $1.0 * $1.1[row] }
    }
  }

  /// The direction of the largest spread, by powers of the covariance; its sum is not negative.
  private static func principalAxis(_ columns: [[Double]]) -> [Double]? {
    let covariance = columns.map { first in
      columns.map { second in zip(first, second).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    let spreads = columns.indices.map { covariance[$0][$0] }
    guard let widest = columns.indices.max(by: { spreads[$0] < spreads[$1] }),
      spreads[widest] > 1e-18
    else { return nil }
    var axis = covariance[widest]
    for _ in 0..<40 {
      let next = covariance.map { row in zip(row, axis).reduce(0) { $0 + $1.0 * $1.1 } }
      let length = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard length > 0 else { break }
      axis = next.map { $0 / length }
    }
    return axis.reduce(0, +) < 0 ? axis.map { -$0 } : axis
  }
}
