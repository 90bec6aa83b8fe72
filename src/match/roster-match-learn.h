/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "roster-match-private.h"

G_BEGIN_DECLS

/*
 * What the records teach, in five formulas. u is units, n sessions, both weighted by age (a sale counts half after the
 * half-life of the rules); s is a streamer, p a product, c its category, v a vertical; e = o + log2 (1 + units) is
 * the evidence of a sale, so that one large sale does not drown ten small ones.
 *
 * Pace. Sales are counts with a rate that differs from streamer to streamer: Poisson with a Gamma prior, whose
 * posterior mean is (K·m + Σu) / (K + Σn), with K sessions of the prior's weight (Gelman et al., Bayesian Data
 * Analysis, 3rd ed., section 2.6). The prior's mean m is that of the tier and vertical, which is shrunk in the same way
 * towards the tier's, and that towards everybody's.
 *
 * Reach. What fans with buying power (rule 4) say about a streamer of whom nothing is sold yet: (f_s / f_group)^g,
 * where f is effective fans, damped above the platform's limit (rule 5). It is raised to the power of the prior's share
 * in the pace, K / (K + Σn), and so fades out as sales come in.
 *
 * Demand. How many streamers sell the product against the catalogue's mean, ((a_p + K) / (a + K))^g, where one who
 * offered it and sold nothing counts a little; the same for the units of 28 days in the whole company, with a small
 * power; and the lift of the category among streamers of the vertical, q(c|v) / q(c), with Dirichlet-smoothed shares q
 * of the evidence (Zhai and Lafferty, A study of smoothing methods, SIGIR 2001). It is scaled so that all sales
 * together are expected as they were.
 *
 * Affinity. Three kinds of evidence. The streamer's category share against that of the vertical, smoothed in the same
 * way: (K + e_sc / q(c|v)) / (K + e_s); it and the lift are raised to a power below 1, for they say what a streamer
 * chooses more than how much of it is sold. The sales of the product itself, a Gamma posterior again: (k + Σu) / (k +
 * usual·Σn), where usual is what the streamer sells of an ordinary product and k = o + K·usual: K sessions of it, for
 * a period's sales vary by more than chance does (Bühlmann and Straub, Glaubwürdigkeit für Schadensätze, 1970). It
 * takes the place of what all other factors but supply expect; that was to say whether the streamer would choose the
 * product, and of what is chosen it says little (./dev bench match, calibration). And what sells together: 1 + w·Σ
 * e_sq·sim(q,p) / Σ e_sq, where sim is the cosine of two products over streamers, shrunk by n / (n + K) for the n
 * streamers who sell both (Sarwar et al., Item-based collaborative filtering, WWW 2001; Bell and Koren, ICDM 2007).
 *
 * Price fit. 2^(−c·d²), where d is how many doublings the price lies outside what the buyers pay: the band of the
 * record, else the mean of what was paid so far, widened by the prices of what was sold.
 *
 * What each factor adds is measured by ./dev bench match on 114 real creators whose sales are hidden. Demand and
 * price order the products: NDCG@10 falls from 0.586 to 0.439 without the one and to 0.477 without the other, which
 * is no more than popularity reaches. Part of what price adds is known only because the mean of what was paid is that
 * of the hidden sales too; the bench says what is left without it. Price says what is chosen and nothing of how much
 * of it is sold: without it expected and real units agree a little better (Spearman 0.264 instead of 0.235). It stays
 * for the order, and gives way to real sales as soon as there are some. Pace and reach are the same for all products
 * of a creator and so order the creators: Spearman falls to 0.183 and 0.148 without them. Affinity needs own sales:
 * with one of several hidden, NDCG@10 falls from 0.479 to 0.455 without it. Readiness, refusals, supply, returns and
 * margin are not in those files. They are facts rather than guesses: what was coached, what a person decided (rule
 * 6), what can be delivered, what comes back and what a unit earns (rule 7).
 */

void roster_match_learn (RosterMatch *self,
                         GPtrArray   *affinities);

G_END_DECLS
