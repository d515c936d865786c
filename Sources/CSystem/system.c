#define _GNU_SOURCE
#include "CSystem.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

int cs_eventfd_create(void) { return eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK); }

void cs_eventfd_signal(int descriptor) {
  const uint64_t one = 1;
  const int saved = errno;
  // EAGAIN means the counter is full, and then it is readable already.
  while (write(descriptor, &one, sizeof one) < 0 && errno == EINTR) {
  }
  errno = saved;
}

bool cs_eventfd_drain(int descriptor) {
  uint64_t count = 0;
  ssize_t got;
  do {
    got = read(descriptor, &count, sizeof count);
  } while (got < 0 && errno == EINTR);
  return got == (ssize_t)sizeof count;
}

int64_t cs_file_system_type(const char *path) {
  struct statfs answer;
  int result;
  do {
    result = statfs(path, &answer);
  } while (result < 0 && errno == EINTR);
  // The numbers have 32 bits; the field is signed and wider on some machines.
  return result < 0 ? -1 : (int64_t)(uint32_t)answer.f_type;
}

bool cs_is_remote_file_system(int64_t type) {
  switch (type) {
  case 0x6969:     // NFS
  case 0x517B:     // SMB
  case 0xFF534D42: // CIFS
  case 0xFE534D42: // SMB2
  case 0x0BD00BD0: // Lustre
  case 0x65735546: // FUSE
  case 0x47504653: // GPFS
  case 0x00C36400: // Ceph
  case 0x19830326: // BeeGFS
  case 0x01021997: // 9P
  case 0x5346414F: // OpenAFS
  case 0x6B414653: // AFS
  case 0x73757245: // Coda
  case 0x564C:     // NCP
  case 0xAAD7AAEA: // PanFS
  case 0x7461636F: // OCFS2
  case 0x01161970: // GFS2
  case 0x786F4256: // VirtualBox shared folder
  case 0xBACBACBC: // VMware shared folder
  case 0x6A656A63: // virtiofs, as older kernels report it
    return true;
  default:
    return false;
  }
}

static int affinity_processors(void) {
  for (int most = 1024; most <= 1 << 20; most *= 2) {
    cpu_set_t *set = CPU_ALLOC(most);
    if (set == NULL)
      return 1;
    const size_t size = CPU_ALLOC_SIZE(most);
    const int result = sched_getaffinity(0, size, set);
    // EINVAL: the kernel's mask is larger than ours.
    const bool too_small = result < 0 && errno == EINVAL;
    const int count = result < 0 ? 1 : CPU_COUNT_S(size, set);
    CPU_FREE(set);
    if (!too_small)
      return count > 0 ? count : 1;
  }
  return 1;
}

static int quota_of_group(const char *mount, const char *group, size_t length) {
  char path[4096];
  const int wanted = snprintf(path, sizeof path, "%s%.*s/cpu.max", mount, (int)length, group);
  if (wanted < 0 || (size_t)wanted >= sizeof path)
    return 0;
  FILE *file = fopen(path, "re");
  if (file == NULL)
    return 0;
  long quota = 0, period = 0;
  // Without a quota the file says "max 100000", and nothing is scanned.
  const int fields = fscanf(file, "%ld %ld", &quota, &period);
  fclose(file);
  if (fields != 2 || quota <= 0 || period <= 0)
    return 0;
  return (int)((quota + period - 1) / period);
}

int cs_quota_processors(const char *mount, const char *group) {
  int smallest = 0;
  for (size_t length = strlen(group);;) {
    const int quota = quota_of_group(mount, group, length);
    if (quota > 0 && (smallest == 0 || quota < smallest))
      smallest = quota;
    if (length == 0)
      return smallest;
    const char *slash = memrchr(group, '/', length);
    length = slash == NULL ? 0 : (size_t)(slash - group);
  }
}

static int own_quota_processors(void) {
  FILE *file = fopen("/proc/self/cgroup", "re");
  if (file == NULL)
    return 0;
  char line[4096];
  int quota = 0;
  while (fgets(line, sizeof line, file) != NULL) {
    line[strcspn(line, "\n")] = '\0';
    // The one line of version 2 begins with "0::".
    if (strncmp(line, "0::", 3) == 0)
      quota = cs_quota_processors("/sys/fs/cgroup", strcmp(line + 3, "/") == 0 ? "" : line + 3);
  }
  fclose(file);
  return quota;
}

int cs_allowed_processors(void) {
  const int affinity = affinity_processors();
  const int quota = own_quota_processors();
  return quota > 0 && quota < affinity ? quota : affinity;
}

bool cs_lower_thread_priority(int steps) {
  const id_t thread = (id_t)syscall(SYS_gettid);
  errno = 0;
  const int niceness = getpriority(PRIO_PROCESS, thread);
  if (niceness == -1 && errno != 0)
    return false;
  return setpriority(PRIO_PROCESS, thread, niceness + steps) == 0;
}

void cs_keep_little_memory(void) {
#ifdef __GLIBC__
  mallopt(M_TRIM_THRESHOLD, 1 << 19);
  mallopt(M_MMAP_THRESHOLD, 1 << 19);
#endif
}

void cs_reserve_heap(void) {
#ifdef __GLIBC__
  // For what was a part of the heap once the system is not asked again. Volatile, so that no compiler
  // leaves out blocks that nobody uses.
  enum { count = 50, size = 480 << 10 };
  void *volatile blocks[count];
  for (int i = 0; i < count; i++)
    blocks[i] = malloc(size);
  for (int i = 0; i < count; i++)
    free(blocks[i]);
#endif
}

void cs_trim_memory(void) {
#ifdef __GLIBC__
  malloc_trim(0);
#endif
}

void cs_name_thread(const char *name) {
  char cut[16];
  snprintf(cut, sizeof cut, "%s", name);
  pthread_setname_np(pthread_self(), cut);
}

void cs_error_text(int code, char *text, size_t capacity) {
  char room[256];
  snprintf(text, capacity, "%s", strerror_r(code, room, sizeof room));
}
