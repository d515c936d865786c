import Glibc
import Results

extension ClockMinute {
  /// A moment on the local clock.
  init?(secondsSince1970 seconds: time_t) {
    var seconds = seconds
    var local = tm()
    guard localtime_r(&seconds, &local) != nil else { return nil }
    self.init(
      year: Int(local.tm_year) + 1900, month: Int(local.tm_mon) + 1, day: Int(local.tm_mday),
      hour: Int(local.tm_hour), minute: Int(local.tm_min))
  }
}
