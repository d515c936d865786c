#ifndef KSCOPE_CURVE_H
#define KSCOPE_CURVE_H

#include <stddef.h>

/// Budgets that one call walks together.
#define KSCOPE_CURVE_LANES 4

/// Sums of pass@k, and of its squares, over problems of one n.
typedef struct {
  double sum[KSCOPE_CURVE_LANES];
  double squares[KSCOPE_CURVE_LANES];
} kscope_curve_sums;

/// Sums the distance of pass@k from `reference`, and its square, over problems.
///
/// `weights[c]` is how many of the problems, which all have n samples, have c correct ones, for
/// c = 0 ... count - 1, and count <= n + 1. The budgets `k` ascend; where k > n the sums mean nothing.
/// The digits are the same on every processor.
kscope_curve_sums kscope_curve_row(
    double n, const double *weights, size_t count, const double k[KSCOPE_CURVE_LANES],
    const double reference[KSCOPE_CURVE_LANES]);

#endif
