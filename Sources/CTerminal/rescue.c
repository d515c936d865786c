#include "internal.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <unistd.h>

static struct kscope_rescue rescue;
static atomic_bool is_armed;

void kscope_rescue_arm(const struct kscope_rescue *next) {
  atomic_store(&is_armed, false);
  rescue = *next;
  atomic_store(&is_armed, true);
}

void kscope_rescue_disarm(void) { atomic_store(&is_armed, false); }

bool kscope_is_in_background(int terminal) {
  pid_t foreground = tcgetpgrp(terminal);
  return foreground >= 0 && foreground != getpgrp();
}

static void send(const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t count = write(rescue.output, bytes, length);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    bytes += count;
    length -= (size_t)count;
  }
}

void kscope_rescue_run(void) {
  if (!atomic_exchange(&is_armed, false)) return;
  send(rescue.text, rescue.length);
  if (!kscope_is_in_background(rescue.output)) tcsetattr(rescue.output, TCSADRAIN, &rescue.modes);
}
