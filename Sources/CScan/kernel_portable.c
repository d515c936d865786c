#include "internal.h"

#define K(name) portable_##name
#include "blocks_word.h"
#include "parser.h"

const kscope_functions kscope_portable_functions = {K(line), K(first_value), K(record), K(is_utf8)};
