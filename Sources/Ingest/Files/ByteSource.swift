import Watching

/// Bytes by their places: those of a file, or those that a compressed file holds.
package protocol ByteSource: AnyObject {
  /// Reads into a buffer; returns the number of bytes, 0 at the end.
  func read(
    into buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(SystemFailure) -> Int
}

extension ByteSource {
  /// Reads a range of bytes; fewer where they end before.
  package func bytes(at offset: Int, count: Int) throws(SystemFailure) -> [UInt8] {
    var failure: SystemFailure?
    // Read in place, with room for what a scanner wants behind it: records may be long.
    let bytes = [UInt8](unsafeUninitializedCapacity: count + JSONScanner.padding) { buffer, done in
      let buffer = UnsafeMutableRawBufferPointer(buffer)
      done = 0
      while done < count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done..<count])
        do throws(SystemFailure) {
          let read = try read(into: rest, at: offset + done)
          if read == 0 { break }
          done += read
        } catch {
          failure = error
          break
        }
      }
    }
    if let failure { throw failure }
    return bytes
  }
}
