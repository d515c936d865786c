#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <ncurses.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
// Last: it defines macros with the names of ordinary words.
#include <term.h>

static struct {
  bool is_open;
  /// Whether the terminal is given back for a while; nothing is drawn then.
  bool is_left;
  SCREEN *screen;
  FILE *input, *output;
  struct termios modes;
  /// How many SIGCONT have been answered.
  int continue_count;
} terminal;

bool kscope_terminal_has_screen(void) { return terminal.is_open && !terminal.is_left; }
int kscope_terminal_output(void) { return terminal.is_open ? fileno(terminal.output) : -1; }

/// A capability of the terminal as text, or `NULL`.
static const char *capability(const char *name) {
  const char *text = tigetstr(name);
  return text == (char *)-1 ? NULL : text;
}

/// Asks for the terminal's type first, because `newterm` leaves things half set when it fails.
static enum kscope_open_result check_type(const char *type, int output) {
  int status = 0;
  if (setupterm(type, output, &status) != OK) return KSCOPE_UNKNOWN_TYPE;
  bool is_usable = capability("cup") != NULL;
  del_curterm(cur_term);
  return is_usable ? KSCOPE_OPENED : KSCOPE_NO_CURSOR_ADDRESS;
}

/// Duplicates a descriptor, so that closing the stream leaves the caller's own alone.
static FILE *open_stream(int descriptor, const char *mode) {
  int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  if (copy < 0) return NULL;
  FILE *stream = fdopen(copy, mode);
  if (stream == NULL) close(copy);
  return stream;
}

static void start_modes(void) {
  set_escdelay(25);
  cbreak();
  noecho();
  nonl();
  // An update is never cut short by a key, nor output thrown away by Ctrl-C.
  typeahead(-1);
  intrflush(stdscr, FALSE);
  curs_set(0);
}

/// Appends a capability without its padding, which only hardware terminals need.
static void append(struct kscope_rescue *rescue, const char *text) {
  if (text == NULL) return;
  while (*text != '\0' && rescue->length < sizeof rescue->text) {
    const char *end = strncmp(text, "$<", 2) == 0 ? strchr(text, '>') : NULL;
    if (end != NULL) {
      text = end + 1;
    } else {
      rescue->text[rescue->length++] = *text++;
    }
  }
}

static void arm_rescue(void) {
  struct kscope_rescue rescue = {.output = fileno(terminal.output), .modes = terminal.modes};
  if (capability("kmous") != NULL) append(&rescue, "\033[?1006l\033[?1000l");
  append(&rescue, capability("rmkx"));
  append(&rescue, capability("sgr0"));
  append(&rescue, capability("op"));
  append(&rescue, capability("cnorm"));
  if (capability("rmcup") != NULL) {
    append(&rescue, capability("rmcup"));
  } else {
    // Terminals stop at their last row.
    append(&rescue, tiparm(capability("cup"), 998, 0));
    append(&rescue, "\r\n");
  }
  kscope_rescue_arm(&rescue);
}

static void free_streams(void) {
  if (terminal.input != NULL) fclose(terminal.input);
  if (terminal.output != NULL) fclose(terminal.output);
  terminal.input = terminal.output = NULL;
}

static enum kscope_open_result fail(enum kscope_open_result result) {
  int saved = errno;
  kscope_signals_remove();
  free_streams();
  errno = saved;
  return result;
}

static enum kscope_open_result start_ncurses(const char *type) {
  // The size comes from the terminal, not from LINES and COLUMNS, which go stale.
  use_env(FALSE);
  use_tioctl(TRUE);
  terminal.screen = newterm(type, terminal.output, terminal.input);
  // Lines are moved by inserting and deleting them, which more terminals and recorders know than
  // scrolling by a count.
  if (terminal.screen != NULL) parm_index = parm_rindex = NULL;
  return terminal.screen == NULL ? KSCOPE_UNKNOWN_TYPE : KSCOPE_OPENED;
}

enum kscope_open_result kscope_terminal_open(
  const char *type, int input, int output, bool color, bool mouse) {
  static bool is_registered;
  if (terminal.is_open) kscope_terminal_close();
  if (!isatty(input)) return KSCOPE_INPUT_IS_NO_TERMINAL;
  if (!isatty(output)) return KSCOPE_OUTPUT_IS_NO_TERMINAL;
  enum kscope_open_result result = check_type(type, output);
  if (result != KSCOPE_OPENED) return result;
  kscope_locale_is_utf8();
  terminal.input = open_stream(input, "r");
  terminal.output = open_stream(output, "w");
  if (terminal.input == NULL || terminal.output == NULL) return fail(KSCOPE_SYSTEM_FAILURE);
  if (tcgetattr(output, &terminal.modes) != 0) return fail(KSCOPE_SYSTEM_FAILURE);
  // Before `newterm`, which installs its own where it finds none.
  if (!kscope_signals_install()) return fail(KSCOPE_SYSTEM_FAILURE);
  result = start_ncurses(type);
  if (result != KSCOPE_OPENED) return fail(result);
  terminal.is_open = true;
  terminal.is_left = false;
  terminal.continue_count = 0;
  arm_rescue();
  kscope_capture_start();
  start_modes();
  kscope_drawing_start(color);
  kscope_keys_start();
  kscope_terminal_use_mouse(mouse);
  if (!is_registered) is_registered = atexit(kscope_terminal_close) == 0;
  return KSCOPE_OPENED;
}

/// Leaves the alternate screen and restores the terminal's modes.
static void leave(void) {
  if (terminal.is_left) return;
  terminal.is_left = true;
  int output = fileno(terminal.output);
  if (kscope_is_in_background(output)) {
    // The modes are those of the shell by now, and setting them would stop us.
    kscope_rescue_run();
  } else {
    endwin();
    // Without another screen to return to, what follows goes below the drawing.
    if (capability("rmcup") == NULL) dprintf(output, "\n");
    tcsetattr(output, TCSANOW, &terminal.modes);
  }
  kscope_rescue_disarm();
}

void kscope_terminal_close(void) {
  if (!terminal.is_open) return;
  terminal.is_open = false;
  leave();
  kscope_keys_end();
  kscope_drawing_end();
  delscreen(terminal.screen);
  terminal.screen = NULL;
  free_streams();
  kscope_signals_remove();
  kscope_capture_end();
}

/// Takes the terminal again, at the size it has by then.
static void enter(void) {
  // ncurses sends all that makes a screen only if it knows that it had left.
  if (!isendwin()) endwin();
  terminal.is_left = false;
  arm_rescue();
  kscope_terminal_resize();
  kscope_terminal_repaint();
  kscope_keys_resume();
}

/// Stops until the process goes on in the foreground.
///
/// Continued in the background, the process stops again, as editors do; unless
/// it is asked to end, which must not wait for the foreground.
static void stop(void) {
  int output = fileno(terminal.output);
  leave();
  do {
    kscope_signals_stop_process();
    if (kscope_is_in_background(output)) poll(NULL, 0, 10);
  } while (kscope_is_in_background(output) && !kscope_signals_end_is_wanted());
  terminal.continue_count = kscope_signals_continue_count();
  if (!kscope_is_in_background(output)) enter();
}

void kscope_terminal_suspend(void) {
  if (terminal.is_open) stop();
}

void kscope_terminal_leave(void) {
  if (!terminal.is_open) return;
  leave();
  kscope_signals_lend();
}

void kscope_terminal_enter(void) {
  if (!terminal.is_open || !terminal.is_left) return;
  kscope_signals_take_back();
  // Stopped and continued together with the other program, it is not drawn twice.
  terminal.continue_count = kscope_signals_continue_count();
  enter();
}

bool kscope_terminal_send(const uint8_t *bytes, size_t count) {
  if (!kscope_terminal_has_screen()) return false;
  int output = fileno(terminal.output);
  // What ncurses has prepared goes first.
  fflush(terminal.output);
  for (size_t sent = 0; sent < count;) {
    ssize_t written = write(output, bytes + sent, count - sent);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    sent += (size_t)written;
  }
  return true;
}

void kscope_terminal_continue(void) {
  int count = kscope_signals_continue_count();
  if (!terminal.is_open || count == terminal.continue_count) return;
  terminal.continue_count = count;
  if (!kscope_is_in_background(fileno(terminal.output))) {
    enter();
  } else if (!kscope_signals_end_is_wanted()) {
    stop();
  }
}

bool kscope_terminal_is_gone(void) {
  if (!terminal.is_open) return true;
  int input = fileno(terminal.input);
  struct pollfd state = {.fd = input, .events = POLLIN};
  if (poll(&state, 1, 0) <= 0) return false;
  if (state.revents & (POLLHUP | POLLERR | POLLNVAL)) return true;
  // Readable, but with nothing to read: the end of the input.
  int available = 0;
  return ioctl(input, FIONREAD, &available) == 0 && available == 0;
}
