import Results
import Testing

@Suite struct ModelPathTests {
  @Test(arguments: [
    ("../utils/llama_800", "llama_800"),
    ("/home/x/ckpt/global_step_40/actor/huggingface", "- 40"),
    ("/data/ckpt/grpo-7b/global_step_40/actor/huggingface/", "grpo-7b 40"),
    ("./outputs/sums-3b/checkpoint-500", "sums-3b 500"),
    ("~/models/Demo-7B", "Demo-7B"),
    ("/mnt/models/Demo-Org/Demo-7B_step_20", "Demo-7B_step_20 20"),
    (
      "/root/.cache/huggingface/hub/models--Demo-Org--Demo-7B/snapshots/0123456789abcdef0123456789abcdef01234567",
      "Demo-Org/Demo-7B"
    ),
    ("/workspace/ckpt/step_5/step_7", "- 7"), ("  ../m/final \n", "m"), ("/home/ada", "-"),
    ("/Users/ada/m-1b", "m-1b"), ("/", "-"), ("..", "-"), ("../..", "-"), ("/data/12/34", "-"),
    ("/nets/12/34", "nets"),
  ])
  func takesTheFolderThatSaysMost(_ path: String, _ expected: String) throws {
    let found = try #require(ModelPath(path))
    #expect([found.name ?? "-", found.step].compactMap { $0 }.joined(separator: " ") == expected)
  }

  @Test(arguments: [
    "Org/Name", "Name", "org/name/variant", "gpt-4o", ".hidden", "checkpoints/x", "a/../b", "",
    "C:\\m",
    "s3://bucket/m",
  ])
  func leavesNamesAsTheyAre(_ name: String) {
    #expect(ModelPath(name) == nil)
    #expect(Facts([.model: name], source: .file)[.model] == (name.isEmpty ? nil : name))
  }

  @Test func factsHoldNamesAndSteps() {
    let path = "/data/sums-7b/global_step_40/actor"
    var facts = Facts(
      [.model: path, .baseModel: "../base/Demo-7B/", .verifier: path], source: .file)
    #expect(facts[.model] == "sums-7b" && facts[.baseModel] == "Demo-7B" && facts[.step] == "40")
    #expect(facts[.verifier] == path)
    facts.set(.step, "41", source: .token)
    #expect(facts[.step] == "40")
    facts.set(.step, "42", source: .person)
    #expect(facts[.step] == "42")
    #expect(facts.merging(facts) == facts)
  }

  /// What a path does not say the folders of the results may.
  @Test func aPathThatSaysNothingIsNoName() {
    var facts = Facts([.model: "/home/ada/ckpt/global_step_40/actor"], source: .file)
    #expect(facts[.model] == nil && facts[.step] == "40")
    facts.set(.model, "grpo", source: .folder)
    #expect(facts[.model] == "grpo")
  }
}
