#include <stdlib.h>

// Has Swift print where a crash happened and end, rather than wait for a key; what the person has set
// stands. Swift's runtime reads that in a constructor of its own, which comes behind those that have a
// priority where the program holds the runtime itself, as the one that is released does. Programs that
// load it, as those of the tests do, crash as Swift would have it.
__attribute__((constructor(101))) static void end_when_crashed(void) {
  setenv("SWIFT_BACKTRACE", "interactive=no,color=no", 0);
}
