import Glibc

/// One event as the kernel queued it.
struct InotifyEvent: Equatable, Sendable {
  /// The number of the watch; -1 when the queue overflowed.
  var watch: Int32
  var mask: UInt32
  /// The entry it happened to; empty when it is the directory itself.
  var name: String

  init(watch: Int32, mask: Int32, name: String = "") {
    self.watch = watch
    self.mask = UInt32(bitPattern: mask)
    self.name = name
  }

  func has(_ bits: Int32) -> Bool { mask & UInt32(bitPattern: bits) != 0 }
}

extension InotifyEvent {
  /// Calls `body` for each event of what one `read` returned.
  static func forEach(in bytes: UnsafeRawBufferPointer, _ body: (InotifyEvent) -> Void) {
    let header = MemoryLayout<inotify_event>.size
    var rest = bytes[...]
    while rest.count >= header {
      let raw = UnsafeRawBufferPointer(rebasing: rest).loadUnaligned(as: inotify_event.self)
      let padded = rest.dropFirst(header).prefix(Int(raw.len))
      // The kernel pads a name with zeros to the next multiple of the header.
      let name = padded.prefix { $0 != 0 }
      body(
        InotifyEvent(
          watch: raw.wd, mask: Int32(bitPattern: raw.mask),
          name: String(decoding: name, as: UTF8.self)))
      rest = rest.dropFirst(header + padded.count)
    }
  }
}
