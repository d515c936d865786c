/// Why a row of a table of published curves is set aside.
enum ReferenceFault: Error, Equatable, CustomStringConvertible {
  case noColumns([String])
  case cells(Int, columns: Int)
  case noCell(String)
  case k(String)
  case value(String)
  case problems(String)
  case role(String)
  case number(String, String)
  case twice(k: Int, line: Int)

  var description: String {
    switch self {
    case .noColumns(let names):
      "no column \(names.joined(separator: ", no column ")); "
        + "a table of references needs benchmark, model, k, value and source"
    case .cells(let count, let columns):
      "\(count) cells under \(columns) columns; put cells that hold a comma into quotes"
    case .noCell(let column): "no \(column); fill in its cell"
    case .k(let text): "k is '\(text)'; it must be a whole number from 1"
    case .value(let text):
      "value is '\(text)'; it must be a share from 0 to 1, so divide per cent by 100"
    case .problems(let text): "problems is '\(text)'; it must be a whole number from 1"
    case .role(let text): "role is '\(text)'; it must be base, rl, instruct, distill or teacher"
    case .number(let column, let text): "\(column) is '\(text)'; it must be a number"
    case .twice(let k, let line):
      "line \(line) gives k = \(k) of the same curve; remove one, or tell the curves apart by source"
    }
  }
}
