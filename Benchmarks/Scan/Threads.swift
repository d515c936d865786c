import Glibc

/// One piece of work and the place for its result.
private final class Job {
  let part: FilePart
  let work: @Sendable (FilePart) -> FilePart.Result
  var result = FilePart.Result()

  init(_ part: FilePart, _ work: @escaping @Sendable (FilePart) -> FilePart.Result) {
    self.part = part
    self.work = work
  }
}

/// Does work for each part in a thread of its own.
func inThreads(
  _ parts: [FilePart], _ work: @escaping @Sendable (FilePart) -> FilePart.Result
) -> [FilePart.Result] {
  let jobs = parts.map { Job($0, work) }
  var threads = Array(repeating: pthread_t(), count: jobs.count)
  for (place, job) in jobs.enumerated() {
    pthread_create(
      &threads[place], nil,
      { context in
        guard let context else { return nil }
        let job = Unmanaged<Job>.fromOpaque(context).takeUnretainedValue()
        job.result = job.work(job.part)
        return nil
      }, Unmanaged.passUnretained(job).toOpaque())
  }
  for thread in threads { pthread_join(thread, nil) }
  return jobs.map(\.result)
}
