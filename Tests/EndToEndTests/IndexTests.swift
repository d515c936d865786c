import Glibc
import TestSupport
import Testing

/// `kscope index`, and what the other commands make of an index.
@Suite struct IndexTests {
  @Test func whatIsIndexedGivesTheSameReport() throws {
    let folder = try Samples.demoFolder()
    let plain = try Program.run(["report", "--no-index", "demo", "--format", "json"], in: folder)
    let made = try Program.run(["index", "demo"], in: folder)
    #expect(made.output.contains("/.cache/kscope/index.sqlite: "))
    #expect(made.output.contains(" of at most 2.1 GB"))
    #expect(made.errors == "" && made.status == 0)
    #expect(try Program.run(["report", "demo", "--format", "json"], in: folder) == plain)
    #expect(
      try Program.run(["report", "--index", "x/", "demo", "--format", "json"], in: folder) == plain)
    let screen = try Program.run(["--headless", "120x40", "--keys", "0", "demo"], in: folder)
    #expect(screen.output.contains(" in ~/.cache/kscope/index.sqlite"))
  }

  /// Parts that several jobs have indexed are as good as one index of all.
  @Test func partsAreJoined() throws {
    let folder = try Samples.smallFolder()
    let plain = try Program.run(["report", "--no-index", "results"], in: folder)
    for (part, name) in [("results/alpha.jsonl", "a.index"), ("results", "b.index")] {
      let made = try Program.run(["index", part, "--out", name], in: folder)
      #expect(made.output.contains("index \(name): "), "\(made)")
      // One file, without a write-ahead log beside it, by what SQLite's head says.
      let head = try #require(fopen(folder.path(name), "r"))
      defer { fclose(head) }
      fseek(head, 18, SEEK_SET)
      #expect(fgetc(head) == 1)
    }
    let merged = try Program.run(
      ["index", "--merge", "a.index", "--merge", "b.index", "--out", "all.index"], in: folder)
    #expect(merged.output.contains(" taken over\nindex all.index: "), "\(merged)")
    for indexes in [["all.index"], ["a.index", "b.index"]] {
      let options = indexes.flatMap { ["--index", $0] }
      #expect(try Program.run(["report"] + options + ["results"], in: folder) == plain)
    }
    try folder.remove("results/alpha.jsonl")
    let pruned = try Program.run(["index", "--prune", "--index", "all.index"], in: folder)
    #expect(pruned.output.contains(" forgotten\nindex all.index: "), "\(pruned)")
  }

  /// Parts are indexed by jobs; who looks at the whole reads nothing again.
  @Test func anIndexOfPartsServesTheWhole() throws {
    let folder = try Samples.smallFolder()
    for (part, name) in [("results/alpha.jsonl", "a.index"), ("results", "b.index")] {
      _ = try Program.run(["index", part, "--out", name], in: folder)
    }
    let merge = ["index", "--merge", "a.index", "--merge", "b.index", "--out", "all.index"]
    let merged = try Program.run(merge, in: folder)
    let files = try #require(merged.output.split(separator: " ").first)
    let again = try Program.run(["index", "results", "--index", "all.index"], in: folder)
    #expect(again.output.contains("index all.index: \(files) file"), "\(again) \(merged)")
  }

  @Test func whatCannotBeReadIsLeftOutWithANotice() throws {
    let folder = try Samples.smallFolder()
    let plain = try Program.run(["report", "--no-index", "results"], in: folder)
    _ = try Program.run(["index", "results", "--out", "a.index"], in: folder)
    _ = try Program.run(["index", "results", "--out", "b.index"], in: folder)
    #expect(truncate(folder.path("b.index"), 20_000) == 0)
    try folder.write("no index", to: "c.index")
    let both = try Program.run(
      ["report", "--index", "a.index", "--index", "b.index", "--index", "c.index", "results"],
      in: folder)
    #expect(both.output == plain.output && both.status == 0)
    let sentences = """
      kscope: the index b.index is damaged and is left out; make it anew with kscope index --out
      kscope: c.index is no index of kscope and is left out; name another file

      """
    #expect(both.errors == sentences)
    let merged = try Program.run(
      [
        "index", "--out", "all.index", "--merge", "b.index", "--merge", "a.index", "--merge",
        "c.index",
      ],
      in: folder)
    #expect(merged.errors == sentences && merged.status == 1)
    #expect(merged.output.contains(" taken over\nindex all.index: "))
    // One that is named is built anew.
    let rebuilt = try Program.run(["report", "--index", "b.index", "results"], in: folder)
    #expect(rebuilt.errors == "kscope: b.index was a damaged index and is built anew\n")
    #expect(rebuilt.output == plain.output)
  }

  @Test func whatIsNotKeptIsTold() throws {
    let folder = try Samples.demoFolder()
    let full = try Program.run(
      ["index", "demo", "--index", "x.index", "--index-limit", "1k"], in: folder)
    #expect(
      full.errors
        == "kscope: the index x.index is full; what is read now is not kept (--index-limit, --index)\n"
    )
    #expect(full.status == 1 && full.output.contains("x.index"))
    let other = try Program.run(
      ["report", "--index", "y.index", "--index", "none/", "demo"], in: folder)
    #expect(
      other.errors
        == "kscope: the index none/index.sqlite cannot be read and is left out: no such file or "
        + "directory; name another file\n")
  }

  /// Pruning by hand forgets what was used today, too.
  @Test func whatIsBeyondTheLimitIsForgotten() throws {
    let folder = try Samples.demoFolder()
    let size = { () throws -> Int in
      var status = stat()
      #expect(stat(folder.path("x.index"), &status) == 0)
      return Int(status.st_size)
    }
    _ = try Program.run(["index", "demo", "--index", "x.index"], in: folder)
    let limit = ["--index", "x.index", "--index-limit", "60k"]
    _ = try Program.run(["index", "--prune", "--index", "x.index"], in: folder)
    #expect(try size() > 60 << 10)
    let pruned = try Program.run(["index", "--prune"] + limit, in: folder)
    #expect(pruned.errors == "" && pruned.output.contains(" files forgotten\n"), "\(pruned)")
    #expect(try size() <= 60 << 10)
  }

  @Test func callsThatMakeNoSenseAreRefused() throws {
    let folder = try Samples.smallFolder()
    for (arguments, sentence) in [
      (["report", "--no-index", "--index", "x"], "--no-index does not go with --index"),
      (["report", "--index-limit", "many"], "'many' is not one."),
      (["index", "--no-index"], "--no-index makes no sense for an index."),
      (["index", "--out", "a", "--index", "b"], "--out and --index name the same thing"),
      (["index", "--out", ""], "--out takes the name of a file."),
    ] {
      let outcome = try Program.run(arguments + ["results"], in: folder)
      #expect(outcome.errors.contains(sentence) && outcome.status == 2, "\(outcome)")
    }
    try folder.write("my own notes, which nobody may overwrite\n", to: "notes.txt")
    let outcome = try Program.run(["report", "--index", "notes.txt", "results"], in: folder)
    #expect(
      outcome.errors
        == "kscope: notes.txt is no index of kscope; name another file with --index\n")
    #expect(outcome.status == 1)
    #expect(try folder.read("notes.txt") == "my own notes, which nobody may overwrite\n")
  }
}
