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
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 1)
    defer { buffer.deallocate() }
    var done = 0
    while done < count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
      let read = try read(into: rest, at: offset + done)
      if read == 0 { break }
      done += read
    }
    return Array(buffer.prefix(done))
  }
}
