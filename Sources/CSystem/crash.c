#define _GNU_SOURCE
#include "CSystem.h"

#include <stdlib.h>
#include <unistd.h>

// Has Swift print where a crash happened and end, rather than wait for a key; what the person has set
// stands. Swift's runtime reads that in a constructor of its own, which comes behind those that have a
// priority where the program holds the runtime itself, as the one that is released does. Programs that
// load it, as those of the tests do, crash as Swift would have it.
//
// Nothing is added to the environment: Swift finds the arguments of the program in front of it, and
// would find none if it were moved. Its last variable gives its place away until `main`.

static char **place;
static char *variable;

__attribute__((constructor(101))) static void end_when_crashed(void) {
  static char setting[] = "SWIFT_BACKTRACE=interactive=no,color=no";
  if (getenv("SWIFT_BACKTRACE") != NULL || environ == NULL || *environ == NULL) return;
  for (place = environ; place[1] != NULL; place++) {
  }
  variable = *place;
  *place = setting;
}

void cs_restore_environment(void) {
  if (place != NULL) *place = variable;
  place = NULL;
}
