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
// Looks a kind of terminal up; what is found out is asked with tigetstr and tigetnum until it is forgotten.
static inline int firedrill_lookup(const char *kind, int *problem) { return setupterm((char *)kind, 1, problem); }
static inline void firedrill_forget(void) { del_curterm(cur_term); }
static inline WINDOW *firedrill_window(void) { return stdscr; }
