#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <stdio.h>
#include <term.h>

// Macros, and variables that threads share, which Swift cannot use as they are.
static const attr_t firedrill_bold = A_BOLD;
static const attr_t firedrill_faint = A_DIM;
static const attr_t firedrill_reversed = A_REVERSE;
static const attr_t firedrill_underlined = A_UNDERLINE;

static inline SCREEN *firedrill_newterm(void) { return newterm(NULL, stdout, stdin); }
static inline WINDOW *firedrill_window(void) { return stdscr; }
