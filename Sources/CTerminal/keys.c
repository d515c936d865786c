#define _GNU_SOURCE
#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include "internal.h"

#include <ncurses.h>
#include <wchar.h>

/// What is read from: a pad, because reading from a window also refreshes it.
static WINDOW *source;
/// The bytes so far of a character of several.
static mbstate_t partial;

/// What terminals send whatever their type says, for keys that the type leaves out.
static const struct {
  const char *sequence;
  int key;
} common_sequences[] = {
  {"\033[A", KEY_UP},      {"\033[B", KEY_DOWN},    {"\033[C", KEY_RIGHT},
  {"\033[D", KEY_LEFT},    {"\033OA", KEY_UP},      {"\033OB", KEY_DOWN},
  {"\033OC", KEY_RIGHT},   {"\033OD", KEY_LEFT},    {"\033[H", KEY_HOME},
  {"\033[F", KEY_END},     {"\033OH", KEY_HOME},    {"\033OF", KEY_END},
  {"\033[1~", KEY_HOME},   {"\033[4~", KEY_END},    {"\033[7~", KEY_HOME},
  {"\033[8~", KEY_END},    {"\033[3~", KEY_DC},     {"\033[5~", KEY_PPAGE},
  {"\033[6~", KEY_NPAGE},  {"\033[Z", KEY_BTAB},    {"\033OP", KEY_F(1)},
  {"\033OQ", KEY_F(2)},    {"\033OR", KEY_F(3)},    {"\033OS", KEY_F(4)},
  {"\033[11~", KEY_F(1)},  {"\033[12~", KEY_F(2)},  {"\033[13~", KEY_F(3)},
  {"\033[14~", KEY_F(4)},  {"\033[15~", KEY_F(5)},  {"\033[17~", KEY_F(6)},
  {"\033[18~", KEY_F(7)},  {"\033[19~", KEY_F(8)},  {"\033[20~", KEY_F(9)},
  {"\033[21~", KEY_F(10)}, {"\033[23~", KEY_F(11)}, {"\033[24~", KEY_F(12)},
};

static const struct {
  int key;
  enum kscope_event_kind kind;
} named_keys[] = {
  {KEY_UP, KSCOPE_UP},
  {KEY_DOWN, KSCOPE_DOWN},
  {KEY_LEFT, KSCOPE_LEFT},
  {KEY_RIGHT, KSCOPE_RIGHT},
  {KEY_HOME, KSCOPE_HOME},
  {KEY_FIND, KSCOPE_HOME},
  {KEY_A1, KSCOPE_HOME},
  {KEY_END, KSCOPE_END},
  {KEY_SELECT, KSCOPE_END},
  {KEY_LL, KSCOPE_END},
  {KEY_C1, KSCOPE_END},
  {KEY_PPAGE, KSCOPE_PAGE_UP},
  {KEY_A3, KSCOPE_PAGE_UP},
  {KEY_NPAGE, KSCOPE_PAGE_DOWN},
  {KEY_C3, KSCOPE_PAGE_DOWN},
  {KEY_BACKSPACE, KSCOPE_BACKSPACE},
  {KEY_DC, KSCOPE_DELETE},
  {KEY_ENTER, KSCOPE_ENTER},
  {KEY_BTAB, KSCOPE_BACK_TAB},
  {KEY_RESIZE, KSCOPE_RESIZE},
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

void kscope_keys_start(void) {
  source = newpad(1, 1);
  if (source == NULL) return;
  keypad(source, TRUE);
  nodelay(source, TRUE);
  partial = (mbstate_t){0};
  for (size_t i = 0; i < COUNT(common_sequences); i++) {
    const char *sequence = common_sequences[i].sequence;
    if (key_defined(sequence) == 0) define_key(sequence, common_sequences[i].key);
  }
}

void kscope_keys_resume(void) {
  if (source != NULL) keypad(source, TRUE);
}

void kscope_keys_end(void) {
  if (source != NULL) delwin(source);
  source = NULL;
}

static bool read_mouse(struct kscope_event *event) {
  MEVENT mouse;
  if (getmouse(&mouse) != OK) return false;
  event->x = mouse.x;
  event->y = mouse.y;
  if (mouse.bstate & BUTTON1_PRESSED) {
    event->kind = KSCOPE_CLICK;
  } else if (mouse.bstate & BUTTON4_PRESSED) {
    event->kind = KSCOPE_WHEEL_UP;
  } else if (mouse.bstate & BUTTON5_PRESSED) {
    event->kind = KSCOPE_WHEEL_DOWN;
  } else {
    return false;
  }
  return true;
}

static bool translate_key(int key, struct kscope_event *event) {
  if (key == KEY_MOUSE) return read_mouse(event);
  if (key >= KEY_F(1) && key <= KEY_F(12)) {
    event->kind = KSCOPE_FUNCTION;
    event->code = (uint32_t)(key - KEY_F(0));
    return true;
  }
  for (size_t i = 0; i < COUNT(named_keys); i++) {
    if (named_keys[i].key != key) continue;
    event->kind = named_keys[i].kind;
    return true;
  }
  return false;
}

/// Leaves out the rest of an escape sequence that stands for no known key,
/// which would otherwise be taken for what was typed.
///
/// Returns false if there is none, and the escape character is a key of its own.
static bool skip_sequence(void) {
  int next = wgetch(source);
  if (next == ERR) return false;
  if (next == 'O') {
    wgetch(source);
    return true;
  }
  if (next != '[') {
    ungetch(next);
    return false;
  }
  int byte;
  do {
    byte = wgetch(source);
  } while (byte != ERR && byte >= 0x20 && byte < 0x40);
  return true;
}

static bool translate_byte(int byte, struct kscope_event *event) {
  char character = (char)byte;
  wchar_t wide = 0;
  size_t length = mbrtowc(&wide, &character, 1, &partial);
  if (length == (size_t)-2) return false;
  if (length == (size_t)-1) {
    partial = (mbstate_t){0};
    return false;
  }
  event->kind = KSCOPE_CHARACTER;
  event->code = (uint32_t)wide;
  switch (wide) {
    case '\r': case '\n': event->kind = KSCOPE_ENTER; break;
    case '\t': event->kind = KSCOPE_TAB; break;
    case 0x08: case 0x7F: event->kind = KSCOPE_BACKSPACE; break;
    case 0x1B: event->kind = KSCOPE_ESCAPE; return !skip_sequence();
    default: break;
  }
  return true;
}

bool kscope_terminal_next_event(struct kscope_event *event) {
  if (source == NULL) return false;
  for (;;) {
    int key = wgetch(source);
    if (key == ERR) return false;
    *event = (struct kscope_event){0};
    if (key > 0xFF ? translate_key(key, event) : translate_byte(key, event)) return true;
  }
}
