/// A model that is named by where its weights lie: `/data/ckpt/sums-7b/global_step_40/actor`.
///
/// Only what begins with `/`, `./`, `../` or `~/` is one: `Org/Name` is a name.
package struct ModelPath: Equatable, Sendable {
  /// The deepest folder that says which model it is; `nil` where none does.
  package private(set) var name: String?
  /// The training step, if a folder below or at the name says it.
  package private(set) var step: String?

  package init?(_ path: String) {
    let text = path.trimmingSpaces()
    guard ["/", "./", "../", "~/"].contains(where: text.hasPrefix) || text == "." || text == ".."
    else { return nil }
    for folder in Self.folders(of: text).reversed() where name == nil {
      let words = PathWords(folder)
      step = step ?? words.facts[.step]
      name = Self.published(folder) ?? (Self.saysNothing(folder, words) ? nil : folder)
    }
  }

  /// The folders, without the home folder that the path may begin with.
  private static func folders(of path: String) -> ArraySlice<String> {
    let folders = path.split(separator: "/").map(String.init)
    guard path.hasPrefix("/"), ["home", "Users"].contains(folders.first) else {
      return folders[...]
    }
    return folders.dropFirst(2)
  }

  /// A model in the cache of Hugging Face: `models--Org--Name`.
  private static func published(_ folder: String) -> String? {
    guard folder.hasPrefix("models--") else { return nil }
    return String(folder.dropFirst(8)).replacing("--", with: "/")
  }

  private static func saysNothing(_ folder: String, _ words: PathWords) -> Bool {
    words.name.isEmpty || generic.contains(words.name.lowercased()) || isRevision(folder)
      || words.name.allSatisfy { $0.isNumber || "._-~".contains($0) }
  }

  /// Whether a name is a hash, as caches call the versions of a model.
  private static func isRevision(_ folder: String) -> Bool {
    folder.utf8.count >= 32 && folder.allSatisfy(\.isHexDigit)
  }

  /// Names of folders that training programs and caches put around weights.
  private static let generic: Set<String> = [
    "huggingface", "hf", "hf_model", "hf_models", "model", "models", "weights", "merged",
    "merged_model", "merged_hf_model", "ckpt", "ckpts", "checkpoint", "final", "final_model",
    "latest", "last", "best", "snapshot", "snapshots", "hub", "cache", ".cache", "policy", "actor",
    "critic", "root", "mnt", "tmp", "workspace", "scratch", "home",
  ]
}
