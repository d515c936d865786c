import Results
import TOMLKit

/// What is wrong with a `kscope.toml`: where, what, and what to do.
package struct ConfigurationError: Error, Equatable, Sendable {
  /// From 1; 0 where the place is not known.
  package let line: Int
  package let message: String
}

/// Reads `kscope.toml`.
///
///     pattern = "{model}/{benchmark}/step_{step}_t{temperature}.jsonl"
///
///     [[override]]
///     files = "**/base/*"
///     role = "base"
package enum ConfigurationFile {
  package static let name = "kscope.toml"

  /// Reads a file's text; what is wrong is told, and the rest holds.
  package static func read(
    _ text: String, into configuration: inout RunConfiguration
  ) -> [ConfigurationError] {
    do {
      let table = try TOMLTable(string: text)
      var reading = Reading(lines: TextLines(text), configuration: configuration)
      reading.read(table)
      configuration = reading.configuration
      return reading.errors
    } catch let error as TOMLParseError {
      return [
        ConfigurationError(
          line: error.source.begin.line,
          message: "not valid TOML: \(error.description); mend the line or put '#' before it")
      ]
    } catch {
      return [ConfigurationError(line: 0, message: "cannot be read: \(error)")]
    }
  }

  private struct Reading {
    let lines: TextLines
    var configuration: RunConfiguration
    var errors: [ConfigurationError] = []

    mutating func read(_ table: TOMLTable) {
      for key in table.keys.sorted() {
        switch key {
        case "pattern", "patterns": readPatterns(table[key], key)
        case "override", "overrides": readOverrides(table[key], key)
        default:
          fail(key, "no setting is called '\(key)'; use pattern or [[override]]")
        }
      }
    }

    private mutating func readPatterns(_ value: (any TOMLValueConvertible)?, _ key: String) {
      let texts = value?.string.map { [$0] } ?? value?.array?.compactMap(\.string)
      guard let texts else { return fail(key, "\(key) must be a text or a list of texts") }
      for text in texts {
        do throws(PathPattern.Problem) {
          configuration.patterns.append(try PathPattern(text))
        } catch {
          fail(text, Self.sentence(error, in: text))
        }
      }
    }

    private static func sentence(_ problem: PathPattern.Problem, in text: String) -> String {
      switch problem {
      case .unclosedBrace: "the pattern '\(text)' opens a '{' that it does not close"
      case .unknownName(let name):
        "the pattern '\(text)' has no meaning for {\(name)}; use one of "
          + PathPattern.names.joined(separator: ", ")
      }
    }

    private mutating func readOverrides(_ value: (any TOMLValueConvertible)?, _ key: String) {
      let tables = value?.array?.compactMap(\.table) ?? value?.table.map { [$0] }
      guard let tables else {
        return fail(key, "\(key) must be a table; write [[override]] above its lines")
      }
      for (index, table) in tables.enumerated() {
        readOverride(table, in: lines.section(index, of: key))
      }
    }

    private mutating func readOverride(_ table: TOMLTable, in section: Range<Int>) {
      let files = table["files"]
      guard let globs = files?.string.map({ [$0] }) ?? files?.array?.compactMap(\.string) else {
        return fail(
          "override", "an override needs files = \"GLOB\", which says what it is for", in: section)
      }
      var facts = Facts()
      var mergesSeeds = false
      for key in table.keys.sorted() where key != "files" {
        if key == "merge_seeds" {
          mergesSeeds = table[key]?.bool ?? false
          if table[key]?.bool == nil {
            fail(key, "merge_seeds must be true or false, without quotes", in: section)
          }
        } else {
          readFact(key, table[key], into: &facts, in: section)
        }
      }
      for glob in globs {
        configuration.overrides.append(
          RunConfiguration.Override(glob: glob, facts: facts, mergesSeeds: mergesSeeds))
      }
    }

    private mutating func readFact(
      _ key: String, _ value: (any TOMLValueConvertible)?, into facts: inout Facts,
      in section: Range<Int>
    ) {
      guard let name = key == "name" ? .run : FactName(rawValue: key) else {
        return fail(
          key,
          "no fact is called '\(key)'; use one of "
            + FactName.allCases.map(\.rawValue).joined(separator: ", "), in: section)
      }
      let text =
        value?.string ?? value?.int.map(String.init) ?? value?.double.map { Facts.formatted($0) }
      facts.set(name, text ?? "", source: .person)
      guard facts[name] == nil else { return }
      fail(
        key, "\(key) = \(text.map { "\"\($0)\"" } ?? "…") must be \(name.wanted)", in: section)
    }

    /// Notes an error at the first line that has the word, within a section.
    private mutating func fail(_ word: String, _ message: String, in section: Range<Int>? = nil) {
      errors.append(
        ConfigurationError(line: lines.number(of: word, in: section), message: message))
    }
  }
}

/// The lines of a TOML text, searched for the places of what is wrong: the parser keeps none.
private struct TextLines {
  private let lines: [Substring]

  init(_ text: String) { lines = text.split(separator: "\n", omittingEmptySubsequences: false) }

  /// The lines of the table with a number in a list of tables; all where it is written otherwise.
  func section(_ index: Int, of key: String) -> Range<Int> {
    let heads = lines.indices.filter { number in
      lines[number].filter { $0 != " " && $0 != "\t" }.hasPrefix("[[\(key)]]")
    }
    guard index < heads.count else { return lines.indices }
    return heads[index]..<(index + 1 < heads.count ? heads[index + 1] : lines.count)
  }

  /// From 1; 0 where the word is nowhere.
  func number(of word: String, in section: Range<Int>?) -> Int {
    let place = (section ?? lines.indices).first { lines[$0].contains(word) }
    return place.map { $0 + 1 } ?? 0
  }
}
