import Results
import Watching

/// What a look at a file led to.
enum ReadOutcome {
  /// Nothing has changed since the last look.
  case unchanged
  /// What the file holds now.
  indirect case contents(FileContents)
  /// The same, by an index and the file's stamp alone; a further look compares checksums.
  indirect case recalled(FileContents)
  /// Too little is there to tell what it is; so many bytes wait.
  case undecided(bytes: Int)
  case foreign(String)
  case failed(SystemFailure)
  /// It is gone, or is no regular file.
  case gone
}
