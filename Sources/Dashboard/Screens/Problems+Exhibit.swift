import Results

extension App {
  /// The problems as they are listed, with their tallies in the runs shown.
  var problemsExhibit: Exhibit? {
    let (list, runs) = (problems.rows.value, problemRuns)
    guard list.count > 0 else { return nil }
    let letters = runs.map { String(mark(of: $0.id)?.letter ?? RunMark.unmarked.letter) }
    var table = DataTable(
      "problems",
      columns: [.init("problem", isWords: true)]
        + letters.flatMap { letter in
          [DataTable.Column("n_\(letter)", "n \(letter)"), .init("c_\(letter)", "c \(letter)")]
        })
    for place in 0..<list.count {
      let row = list[place]
      table.append(
        [.text(row.problem.id)]
          + row.tallies.flatMap { [DataValue(count: $0?.n), DataValue(count: $0?.c)] })
    }
    let names = zip(letters, runs).map { "\($0) is \($1.id)" }.joined(separator: ", ")
    return Exhibit(
      "problems", title: Format.count(list.count, "problem"), sentences: ["\(names)."],
      tables: [table])
  }
}
