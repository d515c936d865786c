#include "curve.h"

#include <stdbool.h>
#include <string.h>

// A fused multiplication and addition rounds once instead of twice: the digits would depend on the
// processor.
#pragma STDC FP_CONTRACT OFF

typedef double lanes __attribute__((vector_size(KSCOPE_CURVE_LANES * sizeof(double))));
typedef long long mask __attribute__((vector_size(sizeof(lanes))));

// Below this chance of failure pass@k is 1 to the last digit.
#define NEGLIGIBLE 1e-18
// Correct samples between two looks at that chance.
#define STRIDE 16

// Where the walk over c stands, each lane for its k.
typedef struct {
  lanes step, origin;
  lanes gained, fail, pass;
  lanes sum, squares;
  double left;
} walk;

// Takes the walk through c = from ... to - 1. With one correct sample more, from c to c + 1,
//   gained += fail * k / (n - c)    and    fail *= (n - c - k) / (n - c).
// All that is gained is positive, so small values keep their digits. Those near 1 are taken from
// fail, which is small there and from c = n - k + 1 on exactly 0: k * (1 / k) need not be 1, but
// k - k is 0. Where no lane is `rare`, all are taken from fail.
static inline __attribute__((always_inline)) void advance(
    walk *w, const double *weights, size_t from, size_t to, bool rare) {
  for (size_t c = from; c < to; c++) {
    double part = 1 / w->left;
    if (rare) w->gained += w->fail * (w->step * part);
    w->fail *= (w->left - w->step) * part;
    w->left -= 1;
    w->pass = 1 - w->fail;
    if (rare) {
      mask is_rare = w->fail > 0.5;
      w->pass = (lanes)(((mask)w->gained & is_rare) | ((mask)w->pass & ~is_rare));
    }
    lanes distance = w->pass - w->origin;
    lanes weighted = distance * weights[c];
    w->sum += weighted;
    w->squares += weighted * distance;
  }
}

// Whole numbers: the order of adding changes nothing.
static inline __attribute__((always_inline)) double total_of(
    const double *weights, const double *end) {
  lanes total = {0};
  for (; end - weights >= KSCOPE_CURVE_LANES; weights += KSCOPE_CURVE_LANES) {
    lanes next;
    memcpy(&next, weights, sizeof next);
    total += next;
  }
  double rest = total[0] + total[1] + total[2] + total[3];
  for (; weights < end; weights++) rest += *weights;
  return rest;
}

static inline size_t smaller(size_t a, size_t b) { return a < b ? a : b; }

#if defined(__x86_64__)
__attribute__((target_clones("avx2", "default")))
#endif
kscope_curve_sums kscope_curve_row(
    double n, const double *weights, size_t count, const double k[KSCOPE_CURVE_LANES],
    const double reference[KSCOPE_CURVE_LANES]) {
  walk w = {.fail = {1, 1, 1, 1}, .left = n};
  memcpy(&w.step, k, sizeof w.step);
  memcpy(&w.origin, reference, sizeof w.origin);
  w.sum = -w.origin * weights[0];
  w.squares = -w.origin * w.sum;

  // The budgets ascend, so the first lane fails most.
  size_t c = 1;
  while (c < count && w.fail[0] > 0.5) {
    size_t end = smaller(c + STRIDE, count);
    advance(&w, weights, c, end, true);
    c = end;
  }
  while (c < count && w.fail[0] >= NEGLIGIBLE) {
    size_t end = smaller(c + STRIDE, count);
    advance(&w, weights, c, end, false);
    c = end;
  }
  lanes distance = w.pass - w.origin;
  lanes rest = distance * total_of(weights + c, weights + count);
  w.sum += rest;
  w.squares += rest * distance;

  kscope_curve_sums result;
  memcpy(result.sum, &w.sum, sizeof result.sum);
  memcpy(result.squares, &w.squares, sizeof result.squares);
  return result;
}
