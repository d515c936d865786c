/// What C made for threads to share; it is destroyed with the last reference.
final class SharedObject: @unchecked Sendable {
  // Sendable: what it points to never changes after it is made, and using it only reads it.
  let pointer: OpaquePointer
  private let destroy: @Sendable (OpaquePointer) -> Void

  init(_ pointer: OpaquePointer, destroy: @escaping @Sendable (OpaquePointer) -> Void) {
    (self.pointer, self.destroy) = (pointer, destroy)
  }

  deinit { destroy(pointer) }
}
