#pragma once
#include "CTerminal.h"

#include <stddef.h>
#include <termios.h>

/// What gives the terminal back from within a signal handler, where ncurses must not be called.
struct kscope_rescue {
  int output;
  struct termios modes;
  char text[512];
  size_t length;
};

// screen.c

/// Whether the terminal is open and not given back for a while.
bool kscope_terminal_has_screen(void);
/// The descriptor drawn on; -1 if the terminal is not open.
int kscope_terminal_output(void);

// draw.c

/// Prepares drawing once ncurses has started.
void kscope_drawing_start(bool color);
void kscope_drawing_end(void);

// signals.c

/// Starts to turn signals into bytes, and to rescue the terminal in a crash.
bool kscope_signals_install(void);
void kscope_signals_remove(void);
/// How often SIGCONT has arrived.
int kscope_signals_continue_count(void);
/// Whether a signal that asks to end has arrived.
bool kscope_signals_end_is_wanted(void);
/// Stops the process as SIGTSTP does by default; returns when it goes on.
void kscope_signals_stop_process(void);
/// Leaves Ctrl-C and Ctrl-\ to another program that has the terminal; Ctrl-Z stops both.
void kscope_signals_lend(void);
void kscope_signals_take_back(void);

// rescue.c. All but `arm` may be called from a signal handler.

/// Keeps what to do in a crash, until `disarm`.
void kscope_rescue_arm(const struct kscope_rescue *rescue);
void kscope_rescue_disarm(void);
/// Gives the terminal back if it is armed; the second call does nothing.
void kscope_rescue_run(void);
/// Whether another process group has the terminal, so that changing its modes would stop us.
bool kscope_is_in_background(int terminal);

// capture.c. All but `start` may be called from a signal handler.

/// Keeps what is written to standard error, if that is a terminal, from the screen.
void kscope_capture_start(void);
/// Ends it and prints on the real standard error what was kept.
void kscope_capture_end(void);

// keys.c

/// Prepares the reading of keys once ncurses has started.
void kscope_keys_start(void);
/// Has the terminal send its keys as ncurses expects them, after it was given back for a while.
void kscope_keys_resume(void);
void kscope_keys_end(void);
