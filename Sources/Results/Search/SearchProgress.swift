/// How far a search is, and what it found.
package struct SearchProgress: Equatable, Sendable {
  /// Samples of one verdict in one run.
  package struct Count: Equatable, Sendable {
    package let run: String
    package let verdict: Verdict
    /// How many were looked at, and how many of them have at least one match.
    package var samples = 0
    package var matched = 0

    package init(run: String, verdict: Verdict) { (self.run, self.verdict) = (run, verdict) }

    /// The share of samples with a match; `nil` where none was looked at.
    package var share: Double? { samples > 0 ? Double(matched) / Double(samples) : nil }
  }

  /// Bytes of records that were looked at, of those that are to be; as they lie unpacked.
  package var bytesDone = 0
  package var bytesTotal = 0
  /// Matching samples that were not told of before, in their order.
  ///
  /// As many of all reports together as the query asks for, the first of them, are the first there
  /// are once it is done; some that were told of may come behind them.
  package var hits: [SampleHit] = []
  /// In the order of the query's runs; correct samples, incorrect ones, ungraded ones.
  package var counts: [Count] = []
  /// Samples whose text could not be read, which count nowhere, and why some of them could not.
  package var unread = 0
  package var unreadReason: String?
  /// Whether nothing more comes, since all was looked at or it was told to stop.
  package var isDone = false

  package init() {}

  package var samples: Int { counts.reduce(0) { $0 + $1.samples } }
  package var matched: Int { counts.reduce(0) { $0 + $1.matched } }
}
