import Results

extension App {
  /// The files as they are listed, and what was rejected of all of them.
  var filesExhibit: Exhibit? {
    guard !shownFiles.isEmpty || !snapshot.rejects.isEmpty else { return nil }
    var files = DataTable(
      "files",
      columns: [
        .init("path", isWords: true), .init("format", isWords: true),
        .init("state", isWords: true), .init("bytes"), .init("records"), .init("rejects"),
      ])
    for file in shownFiles {
      files.append([
        .text(file.path), DataValue(text: file.format), .text(file.stateText),
        .count(file.bytes), .count(file.records), .count(file.rejects),
      ])
    }
    var rejects = DataTable(
      "rejects",
      columns: [.init("file", isWords: true), .init("line"), .init("reason", isWords: true)])
    for reject in snapshot.rejects {
      rejects.append([.text(reject.file), .count(reject.line), .text(reject.reason)])
    }
    return Exhibit(
      "files", title: Format.count(shownFiles.count, "file"),
      sentences: [
        "\(Format.count(snapshot.rejects.count, "reject")) and "
          + "\(Format.count(snapshot.foreignFiles, "file")) without results."
      ], tables: [files, rejects])
  }
}
