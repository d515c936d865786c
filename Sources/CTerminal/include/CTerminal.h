#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The one terminal of the process, drawn with ncurses. All functions are for
// one thread, the one that opened it; a terminal that is not open is left alone.

// Attributes of a cell, to be combined.
#define KSCOPE_BOLD 1
#define KSCOPE_DIM 2
#define KSCOPE_UNDERLINE 4
#define KSCOPE_REVERSE 8

/// One cell of a row.
struct kscope_cell {
  uint32_t base;
  /// Combining marks, or 0.
  uint32_t first_mark, second_mark;
  /// Colors of the terminal by number; -1 is its default.
  int32_t foreground, background;
  uint8_t attributes;
  /// Whether this is the right half of the wide character before it.
  bool is_continuation;
};

enum kscope_event_kind {
  /// `code` is the code point; control characters arrive here too.
  KSCOPE_CHARACTER,
  /// `code` is the number of the function key.
  KSCOPE_FUNCTION,
  KSCOPE_UP,
  KSCOPE_DOWN,
  KSCOPE_LEFT,
  KSCOPE_RIGHT,
  KSCOPE_HOME,
  KSCOPE_END,
  KSCOPE_PAGE_UP,
  KSCOPE_PAGE_DOWN,
  KSCOPE_BACKSPACE,
  KSCOPE_DELETE,
  KSCOPE_ENTER,
  KSCOPE_ESCAPE,
  KSCOPE_TAB,
  KSCOPE_BACK_TAB,
  KSCOPE_CLICK,
  KSCOPE_WHEEL_UP,
  KSCOPE_WHEEL_DOWN,
  KSCOPE_RESIZE,
};

/// A key or an event of the mouse, which happened at the cell `x`, `y`.
struct kscope_event {
  enum kscope_event_kind kind;
  uint32_t code;
  int32_t x, y;
};

enum kscope_open_result {
  KSCOPE_OPENED,
  KSCOPE_INPUT_IS_NO_TERMINAL,
  KSCOPE_OUTPUT_IS_NO_TERMINAL,
  KSCOPE_UNKNOWN_TYPE,
  /// The terminal cannot move its cursor.
  KSCOPE_NO_CURSOR_ADDRESS,
  /// A system call failed; `errno` says why.
  KSCOPE_SYSTEM_FAILURE,
};

/// Takes the character set from the environment; returns whether it is UTF-8.
///
/// May be called at any time. A locale that this machine lacks, as SSH often
/// forwards one, is replaced by C.UTF-8 if its name says UTF-8.
bool kscope_locale_is_utf8(void);

/// Takes the terminal over: alternate screen, keys at once, signals as bytes on a descriptor.
///
/// - Parameter type: The name of the terminal's type, as in TERM.
enum kscope_open_result kscope_terminal_open(
  const char *type, int input, int output, bool color, bool mouse);

/// Gives the terminal back as it was, and prints what was written to standard error meanwhile.
void kscope_terminal_close(void);

/// The number of colors: 0 if there are none or none are wanted.
int kscope_terminal_colors(void);
int kscope_terminal_rows(void);
int kscope_terminal_columns(void);

/// Prepares a row from its left edge; what does not fit is cut.
void kscope_terminal_show_row(int y, const struct kscope_cell *cells, int count);
/// Places the cursor and shows or hides it.
void kscope_terminal_place_cursor(int x, int y, bool is_visible);
/// Sends what differs from what the terminal shows.
void kscope_terminal_update(void);
/// Sends everything again, for a screen that something else has written to.
void kscope_terminal_repaint(void);
/// Takes over the size that the terminal has at the moment, and blanks the drawing.
void kscope_terminal_resize(void);
void kscope_terminal_use_mouse(bool is_used);

/// Takes the next event without waiting for one; returns whether there was one.
bool kscope_terminal_next_event(struct kscope_event *event);
/// Whether no key can come any more: the terminal is gone.
bool kscope_terminal_is_gone(void);

/// Where each signal that arrives is a byte: its number.
///
/// SIGINT, SIGTERM, SIGHUP, SIGTSTP, SIGCONT and SIGWINCH arrive there.
int kscope_terminal_signal_descriptor(void);
/// Gives the terminal back and stops the process; takes it again when the process goes on.
void kscope_terminal_suspend(void);
/// Gives the terminal back while another program has it.
void kscope_terminal_leave(void);
/// Takes the terminal again, at the size that it has by then.
void kscope_terminal_enter(void);
/// Writes bytes that draw nothing; returns whether they were taken.
bool kscope_terminal_send(const uint8_t *bytes, size_t count);
/// Takes the terminal again if the process was stopped otherwise than by `suspend`.
void kscope_terminal_continue(void);
