/* The sums of a linear chain of two states over many pages: what fit.py asks for in each step. Built by fit.py with the system's C compiler.

   scores[i]   log-odds of block i for state 1 (article); state 0 scores nothing
   begin[p]    first block of page p; begin[pages] is the number of blocks
   costs       log-potentials: stay out, enter, leave, stay in, start in, end in
   marginal    out: probability of state 1, per block
   counts      out: expected number of each of `costs`, over all pages
   Returns the sum of the pages' log partition functions. */
#include <math.h>
#include <stdlib.h>

static double page_sums(const double *score, int n, const double *potential, double *marginal, double *counts, double *work)
{
    double *out = work, *in = work + n, *scale = work + 2 * n;
    double log_sum = 0.0;
    for (int i = 0; i < n; ++i) {
        double top = score[i] > 0.0 ? score[i] : 0.0;
        log_sum += top;
        double weight_out = exp(-top), weight_in = exp(score[i] - top);
        double a = i == 0 ? 1.0 : out[i - 1] * potential[0] + in[i - 1] * potential[2];
        double b = i == 0 ? potential[4] : out[i - 1] * potential[1] + in[i - 1] * potential[3];
        a *= weight_out;
        b *= weight_in;
        scale[i] = a + b;
        out[i] = a / scale[i];
        in[i] = b / scale[i];
        log_sum += log(scale[i]);
    }
    double last = out[n - 1] + in[n - 1] * potential[5];
    log_sum += log(last);
    double back_out = 1.0 / last, back_in = potential[5] / last;
    counts[5] += marginal[n - 1] = in[n - 1] * back_in;
    for (int i = n - 1; i-- > 0;) {
        double top = score[i + 1] > 0.0 ? score[i + 1] : 0.0;
        double next_out = exp(-top) * back_out / scale[i + 1], next_in = exp(score[i + 1] - top) * back_in / scale[i + 1];
        counts[0] += out[i] * potential[0] * next_out;
        counts[1] += out[i] * potential[1] * next_in;
        counts[2] += in[i] * potential[2] * next_out;
        counts[3] += in[i] * potential[3] * next_in;
        back_out = potential[0] * next_out + potential[1] * next_in;
        back_in = potential[2] * next_out + potential[3] * next_in;
        marginal[i] = in[i] * back_in;
    }
    counts[4] += marginal[0];
    return log_sum;
}

double chain_sums(const double *scores, const int *begin, int pages, const double *costs, double *marginal, double *counts)
{
    double potential[6], sum = 0.0;
    int longest = 1;
    for (int k = 0; k < 6; ++k) potential[k] = exp(costs[k]), counts[k] = 0.0;
    for (int p = 0; p < pages; ++p)
        if (begin[p + 1] - begin[p] > longest) longest = begin[p + 1] - begin[p];
    double *work = malloc(sizeof(double) * 3 * (size_t)longest);
    for (int p = 0; p < pages; ++p) {
        int n = begin[p + 1] - begin[p];
        if (n > 0) sum += page_sums(scores + begin[p], n, potential, marginal + begin[p], counts, work);
    }
    free(work);
    return sum;
}
