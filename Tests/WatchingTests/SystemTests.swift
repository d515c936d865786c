import CSystem
import Glibc
import Synchronization
import Testing

@testable import Watching

@Suite struct SystemTests {
  @Test func aFlagIsUpUntilItIsDrained() throws {
    let flag = try WakeUp()
    #expect(!flag.wait(atMost: .zero))
    flag.signal()
    flag.signal()
    #expect(flag.wait(atMost: nil))
    #expect(flag.drain())
    #expect(!flag.drain())
  }

  @Test func knowsFileSystemsThatOthersChange() {
    #expect([0x6969, 0xFF53_4D42, 0x0BD0_0BD0, 0x6573_5546].allSatisfy(cs_is_remote_file_system))
    // ext4, xfs, tmpfs, overlay, and a failure.
    #expect(
      ![0xEF53, 0x5846_5342, 0x0102_1994, 0x794C_7630, -1].contains { cs_is_remote_file_system($0) }
    )
    #expect(cs_file_system_type("/proc") == 0x9FA0)
    #expect(cs_file_system_type("/nowhere/at/all") == -1)
  }

  @Test func theSmallestQuotaOnTheWayUpHolds() throws {
    let mount = try TemporaryDirectory()
    mount.makeDirectory("job")
    mount.makeDirectory("job/step")
    #expect(cs_quota_processors(mount.path, "/job/step") == 0)
    mount.write("max 100000\n", to: "job/step/cpu.max")
    #expect(cs_quota_processors(mount.path, "/job/step") == 0)
    mount.write("250000 100000\n", to: "job/cpu.max")
    #expect(cs_quota_processors(mount.path, "/job/step") == 3)
    mount.write("400000 100000\n", to: "job/step/cpu.max")
    #expect(cs_quota_processors(mount.path, "/job/step") == 3)
    mount.write("50000 100000\n", to: "cpu.max")
    #expect(cs_quota_processors(mount.path, "/job/step") == 1)
    #expect(cs_quota_processors(mount.path, "") == 1)
  }

  @Test func thereIsAProcessorToRunOn() {
    #expect(cs_allowed_processors() >= 1)
  }

  @Test func aThreadHasItsNameAndPriorityAndCanBeJoined() throws {
    let seen = Mutex(("", Int32(0)))
    let before = niceness()
    let thread = try startThread(named: "a name that is too long") {
      cs_lower_thread_priority(5)
      let name = firstLine(of: "/proc/thread-self/comm")
      seen.withLock { $0 = (name, niceness()) }
    }
    thread.join()
    #expect(seen.withLock { $0 } == ("a name that is ", min(19, before + 5)))
    #expect(niceness() == before)
  }
}

/// The niceness of the calling thread: on Linux, it is each thread's own.
private func niceness() -> Int32 {
  getpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0)
}
