#define _GNU_SOURCE
#include "CTerminal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

static bool charset_is_utf8(void) { return strcmp(nl_langinfo(CODESET), "UTF-8") == 0; }

/// The value of the variable that decides on the character set, or "".
static const char *wanted_locale(void) {
  static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
  for (int i = 0; i < 3; i++) {
    const char *value = getenv(names[i]);
    if (value != NULL && *value != '\0') return value;
  }
  return "";
}

// Only LC_CTYPE: numbers in files are read and written with a point everywhere.
bool kscope_locale_is_utf8(void) {
  if (setlocale(LC_CTYPE, "") != NULL && charset_is_utf8()) return true;
  const char *wanted = wanted_locale();
  if (strcasestr(wanted, "utf-8") == NULL && strcasestr(wanted, "utf8") == NULL) return false;
  return setlocale(LC_CTYPE, "C.UTF-8") != NULL && charset_is_utf8();
}
