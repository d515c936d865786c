import Testing

@testable import Watching

/// What every driver must tell of real files.
@Suite struct DriverTests {
  @Test(arguments: Driver.allCases)
  func tellsOfAnAppend(_ driver: Driver) throws {
    try expect([.file("a")], driver) { $0.append("2", to: "a") }
  }

  @Test(arguments: Driver.allCases)
  func tellsOfANewFile(_ driver: Driver) throws {
    try expect([.file("new")], driver) { $0.write("1", to: "new") }
  }

  @Test(arguments: Driver.allCases)
  func tellsOfAReplacementByRename(_ driver: Driver) throws {
    try expect([.file("a")], driver) { files in
      files.write("1", to: "a.tmp")
      files.move("a.tmp", to: "a")
    }
  }

  @Test(arguments: Driver.allCases)
  func tellsOfATruncation(_ driver: Driver) throws {
    try expect([.file("a")], driver) { $0.truncate("a", to: 0) }
  }

  @Test(arguments: Driver.allCases)
  func tellsOfARewriteOfEqualSize(_ driver: Driver) throws {
    try expect([.file("a")], driver) { $0.write("2", to: "a") }
  }

  @Test(arguments: Driver.allCases)
  func tellsOfARemoval(_ driver: Driver) throws {
    try expect([.file("a")], driver) { $0.delete("a") }
  }

  @Test(arguments: Driver.allCases)
  func tellsOfARemovalAndAReturn(_ driver: Driver) throws {
    try expect([.file("a")], driver) { files in
      files.delete("a")
      files.write("1", to: "a")
    }
  }

  @Test(arguments: Driver.allCases)
  func tellsOfANewTreeByItsTop(_ driver: Driver) throws {
    try expect([.directory("top")], driver) { files in
      files.makeDirectory("top")
      files.makeDirectory("top/below")
      files.write("1", to: "top/below/file")
    }
  }

  @Test(arguments: Driver.allCases)
  func tellsOfARenamedDirectory(_ driver: Driver) throws {
    try expect([.directory(nil), .directory("moved")], driver) { $0.move("sub", to: "moved") }
  }

  @Test(arguments: Driver.allCases)
  func tellsOfARemovedDirectory(_ driver: Driver) throws {
    try expect([.directory(nil)], driver) { files in
      files.delete("sub/b")
      files.removeDirectory("sub")
    }
  }

  @Test(arguments: Driver.allCases)
  func tellsOfASymbolicLinkAsOfAFile(_ driver: Driver) throws {
    try expect([.file("toFile"), .file("toDirectory"), .file("toNothing")], driver) { files in
      files.link("toFile", to: "a")
      files.link("toDirectory", to: "sub")
      files.link("toNothing", to: "nothing")
    }
  }

  @Test(arguments: Driver.allCases)
  func tellsOfAFileBelow(_ driver: Driver) throws {
    try expect([.file("sub/b")], driver) { $0.append("2", to: "sub/b") }
  }

  @Test(arguments: Driver.allCases)
  func tellsNothingOfWhatWasForgotten(_ driver: Driver) throws {
    try withWatcher(driver) { files, watcher, recorder in
      watcher.forget(directory: files("sub"))
      files.append("2", to: "sub/b")
      files.append("2", to: "a")
      recorder.expect([.file(files("a"))])
      #expect(!recorder.all.contains(.file(files("sub/b"))))
    }
  }

  @Test(arguments: Driver.allCases)
  func tellsNothingOfADirectoryMovedOut(_ driver: Driver) throws {
    let elsewhere = try TemporaryDirectory()
    try withWatcher(driver) { files, _, recorder in
      files.move("sub", to: "../\(elsewhere.path.split(separator: "/").last ?? "")/sub")
      recorder.expect([.directory(files.path)])
      recorder.forget()
      elsewhere.append("2", to: "sub/b")
      files.append("2", to: "a")
      recorder.expect([.file(files("a"))])
      #expect(!recorder.all.contains(.file(files("sub/b"))))
    }
  }

  @Test(arguments: Driver.allCases)
  func followsARenamedDirectoryOnceItIsWatchedAgain(_ driver: Driver) throws {
    try withWatcher(driver) { files, watcher, recorder in
      files.writeLongAgo("1", to: "sub/b")
      files.move("sub", to: "moved")
      recorder.expect([.directory(files("moved"))])
      watcher.watch(directory: files("moved"))
      files.append("2", to: "moved/b")
      recorder.expect([.file(files("moved/b"))])
    }
  }

  @Test(arguments: Driver.allCases)
  func tellsOnlyOfTheNamesAskedFor(_ driver: Driver) throws {
    try withWatcher(driver) { files, watcher, recorder in
      watcher.watch(directory: files("sub"), names: .only(["b"]))
      files.write("1", to: "sub/other")
      files.append("2", to: "sub/b")
      recorder.expect([.file(files("sub/b"))])
      #expect(!recorder.all.contains(.file(files("sub/other"))))
    }
  }

  @Test(arguments: Driver.allCases)
  func tellsThatARootIsGone(_ driver: Driver) throws {
    try withWatcher(driver) { files, watcher, recorder in
      watcher.forget(directory: files.path)
      watcher.watch(directory: files("sub"))
      files.delete("sub/b")
      files.removeDirectory("sub")
      recorder.expect([.directory(files("sub"))])
    }
  }

  @Test(arguments: Driver.allCases)
  func survivesANameThatIsNotUTF8(_ driver: Driver) throws {
    try withWatcher(driver) { files, _, recorder in
      files.writeRaw(name: [0x66, 0xFF, 0xFE])
      files.append("2", to: "a")
      recorder.expect([.file(files("a"))])
    }
  }

  @Test(arguments: Driver.allCases)
  func tellsNothingAfterItWasStopped(_ driver: Driver) throws {
    try withWatcher(driver) { files, watcher, recorder in
      watcher.stop()
      files.append("2", to: "a")
      #expect(recorder.deliveryCount == 0)
    }
  }

  @Test(arguments: Driver.allCases)
  func canBeStoppedAndAskedFromItsCallback(_ driver: Driver) throws {
    let files = try TemporaryDirectory()
    let recorder = try Recorder()
    let reentrant = Reentrant()
    let watcher = try driver.makeWatcher { [path = files.path] changes in
      reentrant.act(in: path)
      recorder.callback(changes)
    }
    reentrant.use(watcher)
    watcher.watch(directory: files.path)
    files.write("1", to: "a")
    recorder.expect([.file(files("a"))])
    reentrant.use(nil)
    watcher.stop()
  }

  /// Expects changes, named relative to the directory (`nil`: itself), of `act`.
  private func expect(
    _ changes: Set<RelativeChange>, _ driver: Driver, of act: (TemporaryDirectory) -> Void
  ) throws {
    try withWatcher(driver) { files, _, recorder in
      act(files)
      recorder.expect(Set(changes.map { $0.absolute(in: files.path) }))
      #expect(!recorder.all.contains(.everything))
    }
  }

  /// A directory with a file `a` and a file `sub/b`, both watched.
  private func withWatcher(
    _ driver: Driver, _ body: (TemporaryDirectory, any Watcher, Recorder) throws -> Void
  ) throws {
    let files = try TemporaryDirectory()
    files.writeLongAgo("1", to: "a")
    files.makeDirectory("sub")
    files.writeLongAgo("1", to: "sub/b")
    let recorder = try Recorder()
    let watcher = try driver.makeWatcher(recorder.callback)
    defer { watcher.stop() }
    #expect(watcher.watch(directory: files.path) == nil)
    #expect(watcher.watch(directory: files("sub")) == nil)
    try body(files, watcher, recorder)
  }
}

private enum RelativeChange: Hashable {
  case file(String)
  case directory(String?)

  func absolute(in directory: String) -> Change {
    switch self {
    case .file(let name): .file(directory + "/" + name)
    case .directory(nil): .directory(directory)
    case .directory(let name?): .directory(directory + "/" + name)
    }
  }
}
