import Results

/// The `summaries.json` of an archive of Inspect that was unpacked: a list of samples.
package struct InspectSummaries: ResultsFormat {
  package let name = "inspect-summaries"
  package let records = [DocumentPath([.elements])]

  package init() {}

  package var layout: RecordLayout { Inspect().layout }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .document && head.name == "summaries.json"
      && head.place == DocumentPath([.elements]) && head.has("id") && head.has("epoch")
  }
}

/// The `header.json` beside it, with the facts of the run.
package struct InspectHeader: ResultsFormat {
  package let name = "inspect-header"
  package let kind = FileKind.sidecar
  package let layout = RecordLayout()
  package let header = Inspect().header

  package init() {}

  package func unfinished(in document: DocumentValue) -> Unfinished? {
    Inspect().unfinished(in: document)
  }

  package func recognizes(_ head: FileHead) -> Bool {
    head.framing == .document && ["header.json", "start.json"].contains(head.name)
      && head.hasOuter("eval") && head.hasOuter("version") && !head.hasOuter("samples")
  }
}

/// What else such an archive holds: single samples, and the journal, which the summaries repeat.
package struct InspectPiece: ResultsFormat {
  package let name = "inspect-piece"
  package let kind = FileKind.summary
  package let layout = RecordLayout()

  package init() {}

  package func recognizes(_ head: FileHead) -> Bool {
    guard head.framing == .document else { return false }
    let isJournal = head.path.contains("_journal") && head.has("epoch")
    let isSample = ["id", "epoch", "input", "messages"].allSatisfy { head.hasOuter($0) }
    return isJournal || isSample
  }
}
