#include "internal.h"

#include <stdatomic.h>
#include <stdlib.h>

// The scanner as others see it. The work is in parser.h, once for each kernel.

#if defined(__x86_64__)
/// Whether the processor has what both larger kernels are compiled for.
static bool has_avx2(void) {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("lzcnt") &&
         __builtin_cpu_supports("popcnt") && __builtin_cpu_supports("pclmul");
}

/// Whether bits are gathered and spread slowly, as by AMD's processors before Zen 3.
static bool has_slow_bits(void) {
  return __builtin_cpu_is("znver1") || __builtin_cpu_is("znver2") || __builtin_cpu_is("bdver4");
}

static bool has_avx512(void) {
  return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
         __builtin_cpu_supports("avx512vl");
}
#endif

static const kscope_functions *functions_of(int32_t kernel) {
  switch (kernel) {
    case KSCOPE_KERNEL_PORTABLE: return &kscope_portable_functions;
#if defined(__x86_64__)
    case KSCOPE_KERNEL_SSE2: return &kscope_sse2_functions;
    case KSCOPE_KERNEL_AVX2: return has_avx2() ? &kscope_avx2_functions : NULL;
    case KSCOPE_KERNEL_AVX512: return has_avx512() ? &kscope_avx512_functions : NULL;
#elif defined(__aarch64__)
    case KSCOPE_KERNEL_NEON: return &kscope_neon_functions;
#endif
    default: return NULL;
  }
}

const char *kscope_kernel_name(int32_t kernel) {
  static const char *const names[KSCOPE_KERNELS] = {"portable", "SSE2", "AVX2", "AVX-512", "NEON"};
  return kernel >= 0 && kernel < KSCOPE_KERNELS ? names[kernel] : "";
}

bool kscope_scanner_use(kscope_scanner *scanner, int32_t kernel) {
  const kscope_functions *functions = functions_of(kernel);
  if (functions) scanner->functions = functions;
  return functions != NULL;
}

/// One that was given back: to clear the memory of a new one takes longer than to scan a record.
static _Atomic(kscope_scanner *) spare;

/// A scanner that knows nothing of records before; what it keeps of keys is compared when used.
static kscope_scanner *take_spare(void) {
  kscope_scanner *scanner = atomic_exchange(&spare, NULL);
  if (!scanner) return calloc(1, sizeof *scanner);
  scanner->skips_utf8 = false;
  memset(scanner->shape_owners, 0, sizeof scanner->shape_owners);
  scanner->shape_claims = scanner->shape_refusals = 0;
  return scanner;
}

kscope_scanner *kscope_scanner_create(void) {
  kscope_scanner *scanner = take_spare();
  for (int32_t kernel = 0; scanner && kernel < KSCOPE_KERNELS; kernel++) {
    kscope_scanner_use(scanner, kernel);
  }
#if defined(__x86_64__)
  if (scanner) scanner->avoids_shapes = has_slow_bits();
#endif
  return scanner;
}

static void release(kscope_scanner *scanner) {
  if (!scanner) return;
  free(scanner->values);
  free(scanner->pending.items);
  free(scanner->members.items);
  free(scanner);
}

void kscope_scanner_destroy(kscope_scanner *scanner) {
  if (!scanner) return;
  size_t kept = scanner->pending.capacity + scanner->members.capacity;
  release(kept < 4096 ? atomic_exchange(&spare, scanner) : scanner);
}

void kscope_scanner_check_utf8(kscope_scanner *scanner, bool checks) {
  scanner->skips_utf8 = !checks;
}

bool kscope_pile_reserve(kscope_pile *pile, size_t more) {
  if (pile->capacity - pile->count >= more) return true;
  size_t capacity = 2 * pile->capacity + more + 64;
  kscope_value *items = realloc(pile->items, capacity * sizeof *items);
  if (!items) return false;
  pile->items = items;
  pile->capacity = capacity;
  return true;
}

/// Makes room for the values and forgets those of the record before.
static bool begin(kscope_scanner *scanner, size_t slots) {
  scanner->pending.count = scanner->members.count = 0;
  if (scanner->value_capacity < slots) {
    kscope_value *values = realloc(scanner->values, 2 * slots * sizeof *values);
    if (!values) return false;
    scanner->values = values;
    scanner->value_capacity = slots;
  }
  if (slots > 0) memset(scanner->values, 0, slots * sizeof *scanner->values);
  return true;
}

static void copy_twins(kscope_scanner *scanner, const kscope_keys *keys) {
  for (size_t i = 0; i < keys->count; i++) scanner->values[i] = scanner->values[keys->places[i]];
}

kscope_line kscope_scan_line(
    kscope_scanner *scanner, const kscope_keys *keys, const uint8_t *bytes, size_t count,
    bool is_end) {
  if (!begin(scanner, keys->slots)) return (kscope_line){.error = KSCOPE_SCAN_MEMORY};
  kscope_line line = scanner->functions->line(scanner, keys->nodes, bytes, count, is_end);
  if (keys->has_twins) copy_twins(scanner, keys);
  return line;
}

kscope_line kscope_scan_value(
    kscope_scanner *scanner, const kscope_keys *keys, const uint8_t *bytes, size_t count) {
  if (!begin(scanner, keys ? keys->slots : 0)) return (kscope_line){.error = KSCOPE_SCAN_MEMORY};
  const kscope_node *root = keys ? keys->nodes : NULL;
  kscope_line found = scanner->functions->value(scanner, root, bytes, count);
  if (keys && keys->has_twins) copy_twins(scanner, keys);
  return found;
}

int32_t kscope_scan_object(
    kscope_scanner *scanner, const kscope_keys *keys, const uint8_t *bytes, size_t length) {
  if (!begin(scanner, keys->slots)) return KSCOPE_SCAN_MEMORY;
  int32_t error = scanner->functions->record(scanner, keys->nodes, bytes, length, '{');
  if (keys->has_twins) copy_twins(scanner, keys);
  return error;
}

/// The root where all members are wanted and no key is.
static const kscope_node all_members = {.wants_members = true, .is_looked_into = true};

int32_t kscope_scan_array(kscope_scanner *scanner, const uint8_t *bytes, size_t length) {
  begin(scanner, 0);
  return scanner->functions->record(scanner, &all_members, bytes, length, '[');
}

int32_t kscope_scan_fields(kscope_scanner *scanner, const uint8_t *bytes, size_t length) {
  begin(scanner, 0);
  return scanner->functions->record(scanner, &all_members, bytes, length, '{');
}

const kscope_value *kscope_scan_values(const kscope_scanner *scanner) { return scanner->values; }

const kscope_value *kscope_scan_members(const kscope_scanner *scanner, size_t *count) {
  *count = scanner->members.count;
  return scanner->members.items;
}

bool kscope_is_utf8(const kscope_scanner *scanner, const uint8_t *bytes, size_t length) {
  return scanner->functions->is_utf8(bytes, length);
}
