/// The rounding that a share computed by a caller may carry.
///
/// A threshold of 0.3 may arrive as 0.1 · 3 = 0.30000000000000004, and 3 of 10 must
/// still reach it. Two different shares whose denominators stay below ten million
/// lie farther apart than this slack.
enum TieSlack {
  /// Lowers a bound by sixteen units in the last place, so that ties reach it.
  static func lowered(_ bound: Double) -> Double { bound * (1 - 16 * Double.ulpOfOne) }
}
