/// How far a compressed file was unpacked, and what goes on from there.
///
/// Kept while the file grows, so that nothing is unpacked twice; an unpacker only in the middle of
/// a stream, as its memory is that of the format's window.
struct PackedCursor {
  /// Bytes taken from the file, and bytes that came out of it.
  private(set) var packed: Int
  private(set) var unpacked: Int
  /// The bytes taken when something came out last, or a stream ended.
  private var fruitful: Int
  private(set) var damage: PackedDamage?
  private var unpacker: Unpacker?

  init(packed: Int = 0, unpacked: Int = 0, unpacker: Unpacker? = nil) {
    (self.packed, self.unpacked, self.unpacker) = (packed, unpacked, unpacker)
    fruitful = packed
  }

  /// Whether all streams that began have ended.
  var isBetweenStreams: Bool { unpacker == nil && damage == nil }

  /// What one step did.
  struct Step {
    let consumed: Int
    let produced: Int
    var isIdle: Bool { consumed == 0 && produced == 0 }
  }

  /// Unpacks as much as one step does; a step that does nothing waits for more input.
  mutating func advance(
    _ compression: Compression, _ input: UnsafeRawBufferPointer,
    into output: UnsafeMutableRawBufferPointer
  ) -> Step {
    guard damage == nil else { return Step(consumed: 0, produced: 0) }
    if unpacker == nil {
      // Tools fill a last block with zeros, which are no stream.
      let padding = packed > 0 ? input.prefix { $0 == 0 }.count : 0
      packed += padding
      if padding > 0 || input.isEmpty { return Step(consumed: padding, produced: 0) }
    }
    do throws(UnpackFailure) {
      let unpacker = try begun(compression)
      let (step, failure) = unpacker.advance(input, into: output)
      note(step)
      if let failure { end(compression, failure) }
      return Step(consumed: step.consumed, produced: step.produced)
    } catch {
      end(compression, error)
      return Step(consumed: 0, produced: 0)
    }
  }

  private mutating func note(_ step: Unpacker.Step) {
    packed += step.consumed
    unpacked += step.produced
    if step.produced > 0 || step.isAtEnd { fruitful = packed }
    if step.isAtEnd { unpacker = nil }
  }

  private mutating func end(_ compression: Compression, _ failure: UnpackFailure) {
    // libzstd does not say where in a block it failed, and has taken what there was of it.
    let place = compression == .zstd ? fruitful : packed
    damage = PackedDamage(compression: compression, failure: failure, place: place)
    unpacker = nil
  }

  /// What unpacks the stream at this place.
  private mutating func begun(_ compression: Compression) throws(UnpackFailure) -> Unpacker {
    if let unpacker { return unpacker }
    let begun = try Unpacker(compression, limit: .max)
    unpacker = begun
    return begun
  }

  /// A second one at the same place; `nil` where the unpacker cannot be copied.
  func copy() -> PackedCursor? {
    guard damage == nil else { return nil }
    guard let unpacker else { return PackedCursor(packed: packed, unpacked: unpacked) }
    guard let second = unpacker.copy() else { return nil }
    return PackedCursor(packed: packed, unpacked: unpacked, unpacker: second)
  }
}

/// Why a compressed file cannot be unpacked any further.
struct PackedDamage: Equatable {
  let compression: Compression
  let failure: UnpackFailure
  /// Where in the compressed file, in bytes.
  let place: Int

  var sentence: String {
    switch failure {
    case .checksum:
      "the checksum at byte \(place) of the compressed file does not fit the \(compression.name) "
        + "stream that ends there: any of its records may be wrong; copy or pack the file anew"
    case .damaged, .tooLarge:
      "the \(compression.name) stream is damaged at byte \(place) of the compressed file, and only "
        + "what comes before is read; copy or pack the file anew"
    case .unsupported:
      "the \(compression.name) stream at byte \(place) of the compressed file needs a dictionary or "
        + "a window of more than 128 MB; pack it with zstd's usual settings"
    case .memory:
      "there is no memory to unpack the \(compression.name) stream at byte \(place) of the "
        + "compressed file; close other programs"
    }
  }
}
