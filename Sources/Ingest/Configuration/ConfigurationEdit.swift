import Results

/// Changes one fact in the text of a `kscope.toml` and leaves everything else as it stands.
///
/// The text is edited line by line, not written anew, so that comments, order and
/// spaces of a person are kept.
struct ConfigurationEdit {
  /// The key as a person writes it, and its value; `nil` takes it out.
  let key: String
  let value: String?
  /// The files that it is for.
  let globs: [String]

  init(_ name: FactName, to value: String?, files globs: [String]) {
    key = name == .run ? "name" : name.rawValue
    self.value = value.map { name.isNumeric ? $0 : Self.quoted($0) }
    self.globs = globs
  }

  /// The text with the change.
  func applied(to text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let block = block(in: lines) {
      change(&lines, in: block)
      return lines.joined(separator: "\n")
    }
    guard let value else { return text }
    let gap = text.isEmpty ? "" : text.hasSuffix("\n") ? "\n" : "\n\n"
    return text + gap + "[[override]]\n\(filesLine)\n\(key) = \(value)\n"
  }

  private var filesLine: String {
    let texts = globs.map(Self.quoted)
    return "files = " + (texts.count == 1 ? texts[0] : "[" + texts.joined(separator: ", ") + "]")
  }

  /// The lines of the last override that is for just these files.
  private func block(in lines: [String]) -> Range<Int>? {
    let starts = lines.indices.filter { Self.code(lines[$0]).hasPrefix("[") }
    for (place, start) in starts.enumerated().reversed()
    where Self.code(lines[start]) == "[[override]]" {
      let end = place + 1 < starts.count ? starts[place + 1] : lines.count
      if lines[start..<end].contains(where: { Self.code($0) == filesLine }) { return start..<end }
    }
    return nil
  }

  private func change(_ lines: inout [String], in block: Range<Int>) {
    let own = block.first { place in
      let parts = Self.code(lines[place]).split(separator: "=", maxSplits: 1)
      return parts.count == 2 && parts[0].trimmingSpaces() == key
    }
    switch (own, value) {
    case (let own?, let value?): lines[own] = "\(key) = \(value)" + Self.comment(of: lines[own])
    case (let own?, nil): lines.remove(at: own)
    case (nil, let value?):
      let last = block.last { !Self.code(lines[$0]).isEmpty } ?? block.lowerBound
      lines.insert("\(key) = \(value)", at: last + 1)
    case (nil, nil): break
    }
  }

  /// A line without its comment and the spaces around it.
  private static func code(_ line: String) -> String {
    commentStart(of: line).map { String(line[..<$0]) }.map { $0.trimmingSpaces() }
      ?? line.trimmingSpaces()
  }

  /// The comment of a line, with the spaces before it; empty without one.
  private static func comment(of line: String) -> String {
    guard let start = commentStart(of: line) else { return "" }
    let before = line[..<start]
    let spaces = before.reversed().prefix { $0 == " " }.count
    return String(repeating: " ", count: max(1, spaces)) + line[start...]
  }

  /// Where a comment starts: a number sign outside of texts.
  private static func commentStart(of line: String) -> String.Index? {
    var quote: Character?
    var isEscaped = false
    for (index, character) in zip(line.indices, line) {
      if isEscaped {
        isEscaped = false
      } else if let open = quote {
        if character == open { quote = nil }
        isEscaped = open == "\"" && character == "\\"
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == "#" {
        return index
      }
    }
    return nil
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}

extension Library {
  /// States a fact of a run in the `kscope.toml` of what was opened; returns what to tell.
  ///
  /// - Parameter value: `nil` takes the statement out.
  package func editConfiguration(
    _ name: FactName, to value: String?, of run: Run
  ) -> Result<String, ConfigurationEditFailure> {
    guard let source = run.sources.first,
      let root = roots.indices.first(where: { roots[$0].relative(source.path) != nil })
    else { return .failure(.noFile) }
    let globs = Self.globs(for: run.sources.compactMap { roots[root].relative($0.path) }.uniqued())
    let path = roots[root].folder + "/" + ConfigurationFile.name
    let before = (try? OpenFile(path).bytes(at: 0, count: 1 << 20)) ?? []
    let text = String(decoding: before, as: UTF8.self)
    if let error = Self.errors(in: text).first(where: { $0.message.hasPrefix("not valid TOML") }) {
      return .failure(.malformed(path: path, line: error.line))
    }
    let edited = ConfigurationEdit(name, to: value, files: globs).applied(to: text)
    if let error = Self.errors(in: edited).first(where: { !Self.errors(in: text).contains($0) }) {
      return .failure(.refused(error.message))
    }
    if let reason = WholeFile.write(Array(edited.utf8), to: path) {
      return .failure(.notWritten(path: path, reason: reason))
    }
    readConfigurations(for: root, in: roots[root].folder)
    return .success(path)
  }

  /// The files themselves, or the folder of many.
  private static func globs(for paths: [String]) -> [String] {
    let folders = paths.map { $0.split(separator: "/").dropLast().map(String.init) }
    guard paths.count > 8, var common = folders.first else { return paths.map(literalGlob) }
    for folder in folders {
      common = Array(zip(common, folder).prefix { $0.0 == $0.1 }.map(\.0))
    }
    return common.isEmpty
      ? paths.map(literalGlob) : [literalGlob(common.joined(separator: "/")) + "/*"]
  }

  private static func errors(in text: String) -> [ConfigurationError] {
    var configuration = RunConfiguration(folder: "")
    return ConfigurationFile.read(text, into: &configuration)
  }

  /// A glob that fits one path alone.
  private static func literalGlob(_ path: String) -> String {
    path.reduce(into: "") { glob, character in
      if "*?[\\".contains(character) { glob.append("\\") }
      glob.append(character)
    }
  }
}

/// Why a `kscope.toml` was left as it is.
package enum ConfigurationEditFailure: Error, Equatable, CustomStringConvertible {
  case noFile
  case malformed(path: String, line: Int)
  case refused(String)
  case notWritten(path: String, reason: String)

  package var description: String {
    switch self {
    case .noFile: "the files of the run are no longer there; look at Files"
    case .malformed(let path, let line):
      "\(path):\(line) is not valid TOML; mend that first, nothing was changed"
    case .refused(let reason): "\(reason); nothing was changed"
    case .notWritten(let path, let reason):
      "\(path) cannot be written: \(reason); set the fact in a folder that is yours, or with r, t or m"
    }
  }
}
