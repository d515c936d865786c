/// Checksums of what was read: what is worked out of equal numbers is worked out once.
package enum Fingerprint {
  /// Over the problems of a run, their order and their tallies.
  static func of(_ problems: ProblemResults) -> UInt64 {
    var state = UInt64(problems.count)
    for index in problems.indices {
      let tally = problems.tallies[index]
      state = Scramble.mix(state, UInt64(problems.list[index].id.utf8.count))
      state = Scramble.mix(state, UInt64(tally.n) << 32 | UInt64(tally.c))
      state = Scramble.mix(state, UInt64(tally.ungraded) << 32 | UInt64(tally.truncated))
    }
    return state
  }

  /// Over some runs, their names and their facts.
  package static func of(_ runs: [Run]) -> UInt64 {
    runs.reduce(UInt64(runs.count)) { state, run in
      Scramble.mix(Scramble.mix(state, Scramble.of(run.id)), run.fingerprint)
    }
  }

  /// Over some files of scores: their names, and who made what of which response.
  package static func of(_ tables: [ScoreTable]) -> UInt64 {
    tables.reduce(UInt64(tables.count)) { state, table in
      Scramble.mix(Scramble.mix(state, Scramble.of(table.file)), table.rows.checksum)
    }
  }
}
