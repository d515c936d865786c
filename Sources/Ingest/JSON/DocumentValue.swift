import Results

/// A value of a JSON document that can be asked for what is in it; what is not there is `nil` or empty.
package struct DocumentValue {
  let scanner: JSONScanner
  let kind: JSONValue.Kind
  let bytes: RecordBytes
  /// Of a whole document: it may be long, and is read once.
  private var outer: OuterFields?

  /// A whole document.
  init(_ document: RecordBytes, _ scanner: JSONScanner) {
    let isList = document.first { $0 > 0x20 } == UInt8(ascii: "[")
    self.init(scanner: scanner, kind: isList ? .array : .object, bytes: document)
    outer = OuterFields()
  }

  private init(scanner: JSONScanner, kind: JSONValue.Kind, bytes: RecordBytes) {
    self.scanner = scanner
    self.kind = kind
    self.bytes = bytes
  }

  /// The value that an object has under a key.
  subscript(key: String) -> DocumentValue? {
    guard kind == .object else { return nil }
    let found =
      outer == nil
      ? try? scanner.object(bytes, keys: JSONKeys([key])).first
      : try? fields().last { $0.key == key }?.value
    return found.filter(\.exists).map(inner)
  }

  /// The fields of an object, in order, with their keys as they are written.
  func fields() throws(ScanFailure) -> [(key: String, value: JSONValue)] {
    if let known = outer?.fields { return known }
    let found = try scanner.fields(bytes)
    outer?.fields = found
    return found
  }

  var entries: [(key: String, value: DocumentValue)] {
    guard kind == .object, let fields = try? fields() else { return [] }
    return fields.map { ($0.key, inner($0.value)) }
  }

  var elements: [DocumentValue] {
    guard kind == .array, let elements = try? scanner.array(bytes) else { return [] }
    return elements.map(inner)
  }

  /// A finite number.
  var number: Double? { kind == .number ? JSONText.number(bytes).filter(\.isFinite) : nil }

  var text: String? { kind == .string || kind == .number ? JSONText.string(bytes) : nil }

  private func inner(_ value: JSONValue) -> DocumentValue {
    DocumentValue(scanner: scanner, kind: value.kind, bytes: value.bytes(in: bytes))
  }
}

/// The fields of a document, once they were looked for.
private final class OuterFields {
  var fields: [(key: String, value: JSONValue)]?
}

extension DocumentValue {
  /// The figure that a number is, if it is a share.
  func figure(_ name: String, _ quantity: StatedFigure.Quantity) -> StatedFigure? {
    number.filter { (0...1).contains($0) }.map { StatedFigure(name, quantity, $0) }
  }

  /// The figure that a number of per cent is, with the digits that it is written with.
  func figure(perCent name: String, _ quantity: StatedFigure.Quantity) -> StatedFigure? {
    guard let number, (0...100).contains(number), let text else { return nil }
    var figure = StatedFigure(name, quantity, number / 100)
    let decimals = text.split(separator: ".").dropFirst().first?.utf8.count ?? 0
    let digit = (0..<min(decimals, 12)).reduce(0.01) { digit, _ in digit / 10 }
    figure.tolerance = max(digit / 2, 1e-9)
    return figure
  }

  /// The figures of an object whose keys are `pass@k`, or k alone.
  func passFigures(perCent: Bool = false) -> [StatedFigure] {
    entries.compactMap { key, value in
      guard let k = Int(key.hasPrefix("pass@") ? key.dropFirst(5) : key[...]), k > 0 else {
        return nil
      }
      let name = "pass@\(k)"
      return perCent
        ? value.figure(perCent: name, .passAtK(k)) : value.figure(name, .passAtK(k))
    }
  }
}

extension [StatedFigure] {
  /// The same figures with something further said of each.
  func with(_ change: (inout StatedFigure) -> Void) -> [StatedFigure] {
    map { figure in
      var figure = figure
      change(&figure)
      return figure
    }
  }
}
