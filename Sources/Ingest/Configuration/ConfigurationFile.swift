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
      var reading = Reading(text: text, configuration: configuration)
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
    let text: String
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
      for table in tables { readOverride(table) }
    }

    private mutating func readOverride(_ table: TOMLTable) {
      guard let globs = table["files"]?.string.map({ [$0] })
        ?? table["files"]?.array?.compactMap(\.string)
      else {
        return fail("override", "an override needs files = \"GLOB\", which says what it is for")
      }
      var facts = Facts()
      var mergesSeeds = false
      for key in table.keys.sorted() where key != "files" {
        if key == "merge_seeds" {
          mergesSeeds = table[key]?.bool ?? false
        } else {
          readFact(key, table[key], into: &facts)
        }
      }
      for glob in globs {
        configuration.overrides.append(
          RunConfiguration.Override(glob: glob, facts: facts, mergesSeeds: mergesSeeds))
      }
    }

    private mutating func readFact(
      _ key: String, _ value: (any TOMLValueConvertible)?, into facts: inout Facts
    ) {
      guard let name = key == "name" ? .run : FactName(rawValue: key) else {
        return fail(
          key, "no fact is called '\(key)'; use one of "
            + FactName.allCases.map(\.rawValue).joined(separator: ", "))
      }
      let text =
        value?.string ?? value?.int.map(String.init) ?? value?.double.map { Facts.formatted($0) }
      facts.set(name, text ?? "", source: .person)
      guard facts[name] == nil else { return }
      let wanted =
        name == .role
        ? "one of " + ModelRole.allCases.map(\.rawValue).joined(separator: ", ")
        : name.isNumeric ? "a number" : "a text"
      fail(key, "\(key) = \(text.map { "\"\($0)\"" } ?? "…") must be \(wanted)")
    }

    /// Notes an error at the first line that has the word.
    private mutating func fail(_ word: String, _ message: String) {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let line = lines.firstIndex { $0.contains(word) }.map { $0 + 1 } ?? 0
      errors.append(ConfigurationError(line: line, message: message))
    }
  }
}
