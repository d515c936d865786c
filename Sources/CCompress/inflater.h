#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Unpacks DEFLATE and gzip by ISA-L, as kscope_unpack does, but for limits and failures that are kept.
struct inflater;

// NULL without memory; `free` destroys it.
struct inflater *inflater_create(bool is_gzip);
void inflater_restart(struct inflater *inflater);
struct inflater *inflater_copy(const struct inflater *inflater);

int32_t inflater_unpack(
    struct inflater *inflater, const uint8_t *input, size_t length, size_t *consumed,
    uint8_t *output, size_t capacity, size_t *produced);
