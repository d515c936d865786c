#pragma once
#include <stdint.h>

/// The number of terminal columns a code point takes: 0, 1 or 2.
int kscope_unicode_width(uint32_t code_point);
