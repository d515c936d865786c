import Results
import Toml

/// What is wrong with a `kscope.toml`: where, what, and what to do.
package struct ConfigurationError: Error, Equatable, Sendable {
  /// From 1.
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
    switch TomlParser.parse(text) {
    case .success(let root):
      var reading = Reading(configuration: configuration)
      reading.read(root)
      configuration = reading.configuration
      return reading.errors.sorted { $0.line < $1.line }
    case .failure(let error):
      return [
        ConfigurationError(
          line: error.line,
          message: "not valid TOML: \(error.message); mend the line or put '#' before it")
      ]
    }
  }

  private struct Reading {
    var configuration: RunConfiguration
    var errors: [ConfigurationError] = []

    mutating func read(_ root: TomlNode) {
      for (key, node) in root.table ?? [] {
        switch key {
        case "pattern", "patterns": readPatterns(node, key)
        case "override", "overrides": readOverrides(node, key)
        default:
          fail(node, "no setting is called '\(key)'; use pattern or [[override]]")
        }
      }
    }

    private mutating func readPatterns(_ node: TomlNode, _ key: String) {
      guard let nodes = Self.listed(node, as: \.string) else {
        return fail(node, "\(key) must be a text or a list of texts")
      }
      for node in nodes {
        guard let text = node.string else { continue }
        do throws(PathPattern.Problem) {
          configuration.patterns.append(try PathPattern(text))
        } catch {
          fail(node, Self.sentence(error, in: text))
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

    private mutating func readOverrides(_ node: TomlNode, _ key: String) {
      guard let tables = Self.listed(node, as: \.table) else {
        return fail(node, "\(key) must be a table; write [[override]] above its lines")
      }
      for table in tables where table.table != nil { readOverride(table) }
    }

    private mutating func readOverride(_ table: TomlNode) {
      guard let globs = table["files"].flatMap({ Self.listed($0, as: \.string) }) else {
        return fail(table, "an override needs files = \"GLOB\", which says what it is for")
      }
      var facts = Facts()
      var mapping = FieldMapping()
      for (key, node) in table.table ?? [] where key != "files" && key != "merge_seeds" {
        switch key {
        case "fields": readFields(node, into: &mapping)
        case "records": readRecords(node, into: &mapping)
        default: readFact(key, node, into: &facts)
        }
      }
      let merging = table["merge_seeds"]
      let mergesSeeds = merging?.boolean ?? false
      if let merging, merging.boolean == nil {
        fail(merging, "merge_seeds must be true or false, without quotes")
      }
      for glob in globs.compactMap(\.string) {
        configuration.overrides.append(
          RunConfiguration.Override(
            glob: glob, facts: facts, mergesSeeds: mergesSeeds, mapping: mapping))
      }
    }

    private mutating func readFields(_ node: TomlNode, into mapping: inout FieldMapping) {
      guard let entries = node.table else {
        return fail(node, "fields must be a table, such as fields = { problem = \"qid\" }")
      }
      for (key, node) in entries {
        guard let meaning = FieldMapping.Meaning(rawValue: key) else {
          let known = FieldMapping.Meaning.allCases.map(\.rawValue).joined(separator: ", ")
          fail(node, "no field is called '\(key)'; use one of \(known)")
          continue
        }
        let keys = Self.listed(node, as: \.string)?.compactMap(\.string) ?? []
        guard !keys.isEmpty, keys.allSatisfy({ !$0.isEmpty }) else {
          fail(node, "\(key) must be the name of a field, or a list of names")
          continue
        }
        mapping.fields[meaning] = keys
      }
    }

    private mutating func readRecords(_ node: TomlNode, into mapping: inout FieldMapping) {
      guard let text = node.string, DocumentPath(text) != nil else {
        return fail(node, "records must be a path such as \"results[].items[]\"")
      }
      mapping.records = text
    }

    private mutating func readFact(_ key: String, _ node: TomlNode, into facts: inout Facts) {
      guard let name = key == "name" ? .run : FactName(rawValue: key) else {
        return fail(
          node,
          "no fact is called '\(key)'; use one of "
            + FactName.allCases.map(\.rawValue).joined(separator: ", "))
      }
      let text =
        node.string ?? node.integer.map(String.init) ?? node.double.map { Facts.formatted($0) }
      facts.set(name, text ?? "", source: .person)
      guard facts[name] == nil else { return }
      fail(node, "\(key) = \(text.map { "\"\($0)\"" } ?? "…") must be \(name.wanted)")
    }

    /// A value of a kind, as a list of one, or a list of values.
    private static func listed<Kind>(
      _ node: TomlNode, as kind: (TomlNode) -> Kind?
    ) -> [TomlNode]? {
      kind(node) != nil ? [node] : node.array
    }

    private mutating func fail(_ node: TomlNode, _ message: String) {
      errors.append(ConfigurationError(line: node.line, message: message))
    }
  }
}
