#include "CUnicode.h"

#include <utf8proc.h>

int kscope_unicode_width(uint32_t code_point) {
  return utf8proc_charwidth((utf8proc_int32_t)code_point);
}
