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
#include <wchar.h>
// Last: it defines macros with the names of ordinary words.
#include <term.h>

static struct {
  bool is_open;
  /// Whether the terminal is given back for a while; nothing is drawn then.
  bool is_left;
  /// Whether -1 stands for the terminal's default colors.
  bool has_default_colors;
  int colors;
  SCREEN *screen;
  FILE *input, *output;
  struct termios modes;
  cchar_t *row;
  int row_capacity;
  /// How many SIGCONT have been answered.
  int continue_count;
} terminal;

// MARK: - Opening and closing

/// Asks for the terminal's type first, because `newterm` leaves things half set when it fails.
static enum kscope_open_result check_type(const char *type, int output) {
  int status = 0;
  if (setupterm(type, output, &status) != OK) return KSCOPE_UNKNOWN_TYPE;
  const char *address = tigetstr("cup");
  bool is_usable = address != NULL && address != (char *)-1;
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

static void start_colors(bool is_wanted) {
  terminal.colors = 0;
  if (!is_wanted || start_color() == ERR || !has_colors()) return;
  terminal.has_default_colors = use_default_colors() == OK;
  terminal.colors = COLORS >= 8 ? COLORS : 0;
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
  if (text == NULL || text == (char *)-1) return;
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
  const char *mouse = tigetstr("kmous"), *leave = tigetstr("rmcup");
  if (mouse != NULL && mouse != (char *)-1) append(&rescue, "\033[?1006l\033[?1000l");
  append(&rescue, tigetstr("rmkx"));
  append(&rescue, tigetstr("sgr0"));
  append(&rescue, tigetstr("op"));
  append(&rescue, tigetstr("cnorm"));
  if (leave != NULL && leave != (char *)-1) {
    append(&rescue, leave);
  } else {
    // Terminals stop at their last row.
    append(&rescue, tiparm(tigetstr("cup"), 998, 0));
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
  start_colors(color);
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
    tcsetattr(output, TCSANOW, &terminal.modes);
  }
  kscope_rescue_disarm();
}

void kscope_terminal_close(void) {
  if (!terminal.is_open) return;
  terminal.is_open = false;
  leave();
  kscope_keys_end();
  delscreen(terminal.screen);
  terminal.screen = NULL;
  free_streams();
  free(terminal.row);
  terminal.row = NULL;
  terminal.row_capacity = 0;
  kscope_signals_remove();
  kscope_capture_end();
}

// MARK: - Drawing

int kscope_terminal_colors(void) { return terminal.colors; }
int kscope_terminal_rows(void) { return terminal.is_open ? getmaxy(stdscr) : 0; }
int kscope_terminal_columns(void) { return terminal.is_open ? getmaxx(stdscr) : 0; }

static int color_pair(int32_t foreground, int32_t background) {
  // `alloc_pair` crashes on terminals without color.
  if (terminal.colors <= 0) return 0;
  if (!terminal.has_default_colors && foreground < 0) foreground = COLOR_WHITE;
  if (!terminal.has_default_colors && background < 0) background = COLOR_BLACK;
  if (foreground < 0 && background < 0) return 0;
  int pair = alloc_pair(foreground, background);
  return pair < 0 ? 0 : pair;
}

static attr_t attributes(uint8_t bits) {
  attr_t result = A_NORMAL;
  if (bits & KSCOPE_BOLD) result |= A_BOLD;
  if (bits & KSCOPE_DIM) result |= A_DIM;
  if (bits & KSCOPE_UNDERLINE) result |= A_UNDERLINE;
  if (bits & KSCOPE_REVERSE) result |= A_REVERSE;
  return result;
}

/// Writes the characters of a cell; returns how many cells they take.
///
/// ncurses takes widths from `wcwidth`. Where that disagrees with the drawing,
/// a replacement keeps the rest of the row in its place.
static int characters(const struct kscope_cell *cell, bool is_wide, wchar_t text[4]) {
  int width = is_wide ? 2 : 1;
  int count = 0;
  if (wcwidth((wchar_t)cell->base) == width) {
    text[count++] = (wchar_t)cell->base;
    const uint32_t marks[2] = {cell->first_mark, cell->second_mark};
    for (int i = 0; i < 2; i++) {
      if (marks[i] != 0 && wcwidth((wchar_t)marks[i]) == 0) text[count++] = (wchar_t)marks[i];
    }
  } else {
    text[count++] = wcwidth(0xFFFD) == 1 ? 0xFFFD : L'?';
    width = 1;
  }
  text[count] = L'\0';
  return width;
}

static bool reserve_row(int count) {
  if (count <= terminal.row_capacity) return true;
  cchar_t *row = realloc(terminal.row, (size_t)count * sizeof *row);
  if (row == NULL) return false;
  terminal.row = row;
  terminal.row_capacity = count;
  return true;
}

void kscope_terminal_show_row(int y, const struct kscope_cell *cells, int count) {
  if (y < 0 || y >= kscope_terminal_rows()) return;
  if (count > kscope_terminal_columns()) count = kscope_terminal_columns();
  if (!reserve_row(count)) return;
  int used = 0, pair = 0;
  const struct kscope_cell *previous = NULL;
  for (int x = 0; x < count;) {
    const struct kscope_cell *cell = &cells[x];
    bool is_wide = x + 1 < count && cells[x + 1].is_continuation;
    bool is_same = previous != NULL && previous->foreground == cell->foreground &&
                   previous->background == cell->background;
    if (!is_same) pair = color_pair(cell->foreground, cell->background);
    struct kscope_cell shown = *cell;
    // Half of a wide character that was cut, or the half that a replacement left free.
    if (cell->is_continuation) shown.base = ' ';
    wchar_t text[4];
    x += characters(&shown, is_wide, text);
    setcchar(&terminal.row[used++], text, attributes(cell->attributes), 0, &pair);
    previous = cell;
  }
  mvwadd_wchnstr(stdscr, y, 0, terminal.row, used);
}

void kscope_terminal_place_cursor(int x, int y, bool is_visible) {
  if (!terminal.is_open || terminal.is_left) return;
  curs_set(is_visible ? 1 : 0);
  // Outside the screen the cursor stays where it is.
  wmove(stdscr, y, x);
}

void kscope_terminal_update(void) {
  if (!terminal.is_open || terminal.is_left) return;
  wnoutrefresh(stdscr);
  doupdate();
}

void kscope_terminal_repaint(void) {
  if (!terminal.is_open) return;
  clearok(curscr, TRUE);
  kscope_terminal_update();
}

void kscope_terminal_resize(void) {
  struct winsize size;
  if (!terminal.is_open || ioctl(fileno(terminal.output), TIOCGWINSZ, &size) != 0) return;
  if (size.ws_row == 0 || size.ws_col == 0) return;
  if (!is_term_resized(size.ws_row, size.ws_col)) return;
  // Not `resizeterm`, which makes a key of each change.
  resize_term(size.ws_row, size.ws_col);
  werase(stdscr);
  clearok(curscr, TRUE);
}

void kscope_terminal_use_mouse(bool is_used) {
  if (!terminal.is_open) return;
  mousemask(is_used ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
  // Presses are told at once, not once it is clear whether they are clicks.
  mouseinterval(0);
}

// MARK: - Stopping and going on

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
