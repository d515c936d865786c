#define _GNU_SOURCE
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

/// A signal that is handled while the terminal is open, and what was done with it before.
struct handled {
  int signal;
  enum { REPORTED, DEADLY, IGNORED } kind;
  bool is_installed;
  struct sigaction previous;
};

static struct handled table[] = {
  {.signal = SIGINT, .kind = REPORTED},   {.signal = SIGTERM, .kind = REPORTED},
  {.signal = SIGHUP, .kind = REPORTED},   {.signal = SIGTSTP, .kind = REPORTED},
  {.signal = SIGCONT, .kind = REPORTED},  {.signal = SIGWINCH, .kind = REPORTED},
  {.signal = SIGSEGV, .kind = DEADLY},    {.signal = SIGBUS, .kind = DEADLY},
  {.signal = SIGILL, .kind = DEADLY},     {.signal = SIGTRAP, .kind = DEADLY},
  {.signal = SIGABRT, .kind = DEADLY},    {.signal = SIGFPE, .kind = DEADLY},
  {.signal = SIGQUIT, .kind = DEADLY},    {.signal = SIGXCPU, .kind = DEADLY},
  {.signal = SIGUSR1, .kind = DEADLY},    {.signal = SIGUSR2, .kind = DEADLY},
  {.signal = SIGPIPE, .kind = IGNORED},
};
static const int table_count = sizeof table / sizeof table[0];

static int ends[2] = {-1, -1};
static volatile sig_atomic_t continue_count;
static volatile sig_atomic_t end_is_wanted;

int kscope_terminal_signal_descriptor(void) { return ends[0]; }
int kscope_signals_continue_count(void) { return continue_count; }
bool kscope_signals_end_is_wanted(void) { return end_is_wanted; }

static void report(int signal) {
  int saved = errno;
  if (signal == SIGCONT) continue_count = continue_count + 1;
  if (signal == SIGTERM || signal == SIGHUP || signal == SIGINT) end_is_wanted = 1;
  unsigned char byte = (unsigned char)signal;
  ssize_t ignored = write(ends[1], &byte, 1);
  (void)ignored;
  errno = saved;
}

static struct handled *find(int signal) {
  for (int i = 0; i < table_count; i++) {
    if (table[i].signal == signal) return &table[i];
  }
  return NULL;
}

/// Whether returning from the handler executes the faulting instruction again.
static bool comes_again(int signal, const siginfo_t *info) {
  bool is_fault = signal == SIGSEGV || signal == SIGBUS || signal == SIGILL || signal == SIGFPE;
  return is_fault && info->si_code > 0;
}

/// Calls the handler that was there before: Swift's own prints a backtrace.
static void chain(const struct sigaction *previous, int signal, siginfo_t *info, void *context) {
  if (previous->sa_flags & SA_SIGINFO) {
    previous->sa_sigaction(signal, info, context);
  } else if (previous->sa_handler != SIG_DFL && previous->sa_handler != SIG_IGN) {
    previous->sa_handler(signal);
  }
}

/// Gives the terminal back, so that what the handler before this one prints is
/// seen, then ends the process as the signal does by default.
///
/// That handler alone does not end it: it returns and counts on the fault
/// happening again, which a signal from elsewhere does not.
static void rescue(int signal, siginfo_t *info, void *context) {
  kscope_rescue_run();
  kscope_capture_end();
  const struct handled *entry = find(signal);
  if (entry != NULL) chain(&entry->previous, signal, info, context);
  struct sigaction fatal = {.sa_handler = SIG_DFL};
  sigemptyset(&fatal.sa_mask);
  sigaction(signal, &fatal, NULL);
  if (!comes_again(signal, info)) raise(signal);
}

/// A stack for the crash handler, which must run even when the stack is exhausted.
static void provide_stack(void) {
  static char memory[64 * 1024];
  stack_t current;
  if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE) == 0) return;
  stack_t stack = {.ss_sp = memory, .ss_size = sizeof memory};
  sigaltstack(&stack, NULL);
}

/// Whether a signal stays ignored as the parent process wants it, as `nohup` does.
static bool stays_ignored(int signal, const struct sigaction *previous) {
  return previous->sa_handler == SIG_IGN && signal != SIGWINCH && signal != SIGCONT;
}

static bool handle(const struct handled *entry) {
  struct sigaction action = {.sa_flags = SA_RESTART};
  sigemptyset(&action.sa_mask);
  if (entry->kind == REPORTED) action.sa_handler = report;
  if (entry->kind == IGNORED) action.sa_handler = SIG_IGN;
  if (entry->kind == DEADLY) {
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    action.sa_sigaction = rescue;
  }
  return sigaction(entry->signal, &action, NULL) == 0;
}

static void install(struct handled *entry) {
  if (sigaction(entry->signal, NULL, &entry->previous) != 0) return;
  if (stays_ignored(entry->signal, &entry->previous)) return;
  entry->is_installed = handle(entry);
}

bool kscope_signals_install(void) {
  if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) return false;
  continue_count = 0;
  end_is_wanted = 0;
  provide_stack();
  for (int i = 0; i < table_count; i++) install(&table[i]);
  return true;
}

void kscope_signals_remove(void) {
  for (int i = 0; i < table_count; i++) {
    if (table[i].is_installed) sigaction(table[i].signal, &table[i].previous, NULL);
    table[i].is_installed = false;
  }
  for (int i = 0; i < 2; i++) {
    if (ends[i] >= 0) close(ends[i]);
    ends[i] = -1;
  }
}

void kscope_signals_stop_process(void) {
  struct sigaction action = {.sa_handler = SIG_DFL}, ours;
  sigemptyset(&action.sa_mask);
  sigaction(SIGTSTP, &action, &ours);
  raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}

static const int key_signals[] = {SIGINT, SIGQUIT, SIGTSTP};

void kscope_signals_lend(void) {
  for (int i = 0; i < 3; i++) {
    const struct handled *entry = find(key_signals[i]);
    if (!entry->is_installed) continue;
    struct sigaction action = {.sa_handler = key_signals[i] == SIGTSTP ? SIG_DFL : SIG_IGN};
    sigemptyset(&action.sa_mask);
    sigaction(key_signals[i], &action, NULL);
  }
}

void kscope_signals_take_back(void) {
  for (int i = 0; i < 3; i++) {
    const struct handled *entry = find(key_signals[i]);
    if (entry->is_installed) handle(entry);
  }
}
