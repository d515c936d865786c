/// A product of many quotients of whole numbers, kept to twice a double's digits.
///
/// A plain product of 10 000 quotients can lose its last two digits. Carrying
/// what each rounding cut off, which `fma` tells exactly, loses none. See
/// Dekker, "A Floating-Point Technique for Extending the Available Precision" (1971).
package struct LongProduct: Equatable, Sendable {
  /// The product as plain arithmetic has it.
  private var plain = 1.0
  /// What `plain` lacks to the product.
  private var rest = 0.0

  package init() {}

  /// The product, rounded to a double; 0 once it is below the smallest one.
  package var value: Double { plain + rest }

  /// Multiplies by `numerator / denominator`, two whole numbers below 2⁵³.
  ///
  /// - Precondition: `denominator != 0`.
  package mutating func multiply(by numerator: Double, over denominator: Double) {
    let product = plain * numerator
    let cut = (-product).addingProduct(plain, numerator) + rest * numerator
    let quotient = product / denominator
    let remainder = product.addingProduct(-quotient, denominator)
    plain = quotient
    rest = (remainder + cut) / denominator
  }
}
