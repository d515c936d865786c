#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

// A memory file rather than one in a directory: it needs no place that can be
// written to, and it is gone with the process.
static volatile int captured = -1;
static volatile int real_stderr = -1;

void kscope_capture_start(void) {
  if (captured >= 0 || !isatty(STDERR_FILENO)) return;
  int file = memfd_create("kscope-stderr", MFD_CLOEXEC);
  if (file < 0) return;
  int original = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (original < 0 || dup2(file, STDERR_FILENO) < 0) {
    if (original >= 0) close(original);
    close(file);
    return;
  }
  real_stderr = original;
  captured = file;
}

static void print(int file) {
  char bytes[4096];
  off_t offset = 0;
  for (;;) {
    ssize_t count = pread(file, bytes, sizeof bytes, offset);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    for (ssize_t sent = 0; sent < count;) {
      ssize_t written = write(STDERR_FILENO, bytes + sent, (size_t)(count - sent));
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) return;
      sent += written;
    }
    offset += count;
  }
}

void kscope_capture_end(void) {
  int file = captured;
  if (file < 0) return;
  captured = -1;
  dup2(real_stderr, STDERR_FILENO);
  close(real_stderr);
  print(file);
  close(file);
}
