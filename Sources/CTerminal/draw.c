#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "internal.h"

#include <ncurses.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <wchar.h>

static int colors;
/// Whether -1 stands for the terminal's default colors.
static bool has_default_colors;
/// Room for one row, as ncurses takes it.
static cchar_t *row;
static int row_capacity;

void kscope_drawing_start(bool color) {
  colors = 0;
  if (!color || start_color() == ERR || !has_colors()) return;
  has_default_colors = use_default_colors() == OK;
  colors = COLORS >= 8 ? COLORS : 0;
}

void kscope_drawing_end(void) {
  free(row);
  row = NULL;
  row_capacity = 0;
}

int kscope_terminal_colors(void) { return colors; }
int kscope_terminal_rows(void) { return kscope_terminal_output() >= 0 ? getmaxy(stdscr) : 0; }
int kscope_terminal_columns(void) { return kscope_terminal_output() >= 0 ? getmaxx(stdscr) : 0; }

static int color_pair(int32_t foreground, int32_t background) {
  // `alloc_pair` crashes on terminals without color.
  if (colors <= 0) return 0;
  if (!has_default_colors && foreground < 0) foreground = COLOR_WHITE;
  if (!has_default_colors && background < 0) background = COLOR_BLACK;
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
  if (count <= row_capacity) return true;
  cchar_t *larger = realloc(row, (size_t)count * sizeof *row);
  if (larger == NULL) return false;
  row = larger;
  row_capacity = count;
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
    setcchar(&row[used++], text, attributes(cell->attributes), 0, &pair);
    previous = cell;
  }
  mvwadd_wchnstr(stdscr, y, 0, row, used);
}

void kscope_terminal_place_cursor(int x, int y, bool is_visible) {
  if (!kscope_terminal_has_screen()) return;
  curs_set(is_visible ? 1 : 0);
  // Outside the screen the cursor stays where it is.
  wmove(stdscr, y, x);
}

void kscope_terminal_update(void) {
  if (!kscope_terminal_has_screen()) return;
  wnoutrefresh(stdscr);
  doupdate();
}

void kscope_terminal_repaint(void) {
  if (kscope_terminal_output() < 0) return;
  clearok(curscr, TRUE);
  kscope_terminal_update();
}

void kscope_terminal_resize(void) {
  int output = kscope_terminal_output();
  struct winsize size;
  if (output < 0 || ioctl(output, TIOCGWINSZ, &size) != 0) return;
  if (size.ws_row == 0 || size.ws_col == 0) return;
  if (!is_term_resized(size.ws_row, size.ws_col)) return;
  // Not `resizeterm`, which makes a key of each change.
  resize_term(size.ws_row, size.ws_col);
  werase(stdscr);
  clearok(curscr, TRUE);
}

void kscope_terminal_use_mouse(bool is_used) {
  if (kscope_terminal_output() < 0) return;
  mousemask(is_used ? BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
  // Presses are told at once, not once it is clear whether they are clicks.
  mouseinterval(0);
}
