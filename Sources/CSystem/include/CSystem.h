// What Linux offers and Swift's Glibc module lacks. Wrappers only: no state, and
// no system header, so that feature macros stay inside system.c.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A counter that `poll` can wait for: close-on-exec, non-blocking.
// -1 with `errno` when there is none to be had.
int cs_eventfd_create(void);
// Makes the descriptor readable. May be called from a signal handler.
void cs_eventfd_signal(int descriptor);
// Makes the descriptor unreadable again; true if it was readable.
bool cs_eventfd_drain(int descriptor);

// The `f_type` of the file system that holds `path`; -1 with `errno` on failure.
int64_t cs_file_system_type(const char *path);
// Whether a file system of this type may be changed without this kernel seeing
// it: by another host, or by a process behind FUSE. False for -1.
bool cs_is_remote_file_system(int64_t type);

// The processors that the affinity mask and the cgroup v2 quotas leave to this
// process; at least 1.
int cs_allowed_processors(void);
// The smallest `cpu.max` from `mount` + `group` up to `mount`, as processors
// rounded up; 0 when there is no quota. `group` is "" or begins with a slash.
int cs_quota_processors(const char *mount, const char *group);

/// Gives the environment back the variable that was taken out of it before `main`, to tell Swift what
/// to do in a crash. To be called first.
void cs_restore_environment(void);

// Adds to the niceness of the calling thread alone; false when refused.
bool cs_lower_thread_priority(int steps);
// Has memory that is freed given back to the system while little is kept for later: the C library
// keeps the more for each thread the larger the blocks were that threads have freed.
void cs_keep_little_memory(void);
// Readies address space for what the calling thread is going to allocate, which takes no memory: the
// C library asks the system for each further page of a thread's by itself, and thousands of times.
void cs_reserve_heap(void);
// Gives memory that was freed back to the system, as far as it can.
void cs_trim_memory(void);
// Names the calling thread, as `top -H` shows it. Cut to 15 bytes.
void cs_name_thread(const char *name);

// Writes the system's sentence for an error number. Unlike `strerror`, any
// thread may call it at any time.
void cs_error_text(int code, char *text, size_t capacity);
