import Charts
import Results
import Statistics
import TerminalUI

extension App {
  /// The intersection that is looked at.
  var chosenIntersection: SolvedSets.Intersection? {
    guard let sets = solvedSets else { return nil }
    return intersectionPlace(in: sets).flatMap { sets.intersections[safe: $0] }
  }

  private func intersectionPlace(in sets: SolvedSets) -> Int? {
    guard let wanted = coverage.intersection else { return sets.intersections.isEmpty ? nil : 0 }
    let place = sets.intersections.firstIndex { runs(of: $0, in: sets) == wanted }
    return place ?? (sets.intersections.isEmpty ? nil : 0)
  }

  private func runs(of set: SolvedSets.Intersection, in sets: SolvedSets) -> Set<String> {
    Set(set.members.map { sets.members[$0].run })
  }

  mutating func chooseIntersection(_ command: Command) {
    guard let sets = solvedSets, let place = intersectionPlace(in: sets) else { return }
    let page = max(1, coverageLayout(body).picture.height / 2)
    guard let rows = command.rows(page: page, count: sets.intersections.count) else { return }
    chooseIntersection(at: place + rows)
  }

  mutating func chooseIntersection(at place: Int) {
    guard let sets = solvedSets, !sets.intersections.isEmpty else { return }
    let inside = max(0, min(sets.intersections.count - 1, place))
    coverage.intersection = runs(of: sets.intersections[inside], in: sets)
    coverage.leaveList()
  }

  /// The letters of the runs of some sets, in their order.
  func letters(of sets: SolvedSets) -> [String] {
    sets.members.map { String((mark(of: $0.run) ?? .unmarked).letter) }
  }

  /// The runs of an intersection by their letters.
  func name(of set: SolvedSets.Intersection) -> String {
    solvedSets.map { SolvedSets.name(of: set.members, letters: letters(of: $0)) } ?? ""
  }

  var setBars: SetBars? {
    guard let sets = solvedSets else { return nil }
    let runs = markedRuns
    let members = sets.members.map { member in
      let look = mark(of: member.run) ?? .unmarked
      let name = snapshot.run(member.run).map { shortName(of: $0, among: runs) } ?? member.run
      return SetBars.Member(name, role: look.role, marker: look.letter, size: member.solved)
    }
    return SetBars(
      sets: members,
      intersections: sets.intersections.map {
        SetBars.Intersection(members: $0.members, count: $0.ids.count)
      }, cursor: intersectionPlace(in: sets))
  }

  var setsExhibit: Exhibit? {
    guard let sets = solvedSets, var chart = setBars else { return nil }
    chart.cursor = nil
    let letters = letters(of: sets)
    let names = zip(letters, sets.members).map { "\($0) is \($1.run)" }.joined(separator: ", ")
    return Exhibit(
      "sets", title: "problems by the runs that solve them" + onBenchmark(sets.benchmark),
      sentences: sets.sentences(letters: letters) + ["\(names)."], chart: chart,
      tables: [sets.table(letters: letters, dash: symbols.dash)])
  }

  func onBenchmark(_ name: String?) -> String { name.map { " on \($0)" } ?? "" }
}
