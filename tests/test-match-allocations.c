/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdlib.h>

#include "match-fixture.h"
#include "roster-match-explain.h"
#include "roster-match-row.h"

/* Ranking takes no memory for a pair. The C library lets a program bring its own malloc, which counts here and hands
   on; a sanitizer brings its own as well, and then nothing is counted. */

#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
#define COUNTS TRUE

void *__libc_malloc (size_t size);
void *__libc_calloc (size_t n, size_t size);
void *__libc_realloc (void *memory, size_t size);

static int n_allocations;

void *
malloc (size_t size)
{
  g_atomic_int_inc (&n_allocations);
  return __libc_malloc (size);
}

void *
calloc (size_t n,
        size_t size)
{
  g_atomic_int_inc (&n_allocations);
  return __libc_calloc (n, size);
}

void *
realloc (void   *memory,
         size_t  size)
{
  g_atomic_int_inc (&n_allocations);
  return __libc_realloc (memory, size);
}
#else
#define COUNTS FALSE

static int n_allocations;
#endif

static int
allocations (void)
{
  return g_atomic_int_get (&n_allocations);
}

static MatchWorld *
make_world (guint n_products)
{
  MatchWorld *world = match_world_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint s = 0; s < 8; s++)
    match_world_add_streamer (world, s, rand);
  for (guint p = 0; p < n_products; p++)
    match_world_add_product (world, p, rand);
  for (guint i = 0; i < 40; i++)
    match_world_add_sale (world, i % 8, i % 50, 1 + i, i % 60);
  match_world_add_decision (world, 1, 3, MATCH_REFUSED_DISLIKES, 2);
  return world;
}

static void
test_counter_counts (void)
{
  int before = allocations ();
  g_autofree char *text = g_strdup ("something");

  if (!COUNTS)
    {
      g_test_skip ("A sanitizer has the memory");
      return;
    }
  g_assert_cmpint (allocations (), >, before);
  g_assert_cmpstr (text, ==, "something");
}

/* Once there is a row, scoring all pairs of one streamer after the other takes no memory at all. */
static void
test_scoring_takes_no_memory (void)
{
  g_autoptr (MatchWorld) world = make_world (2000);
  g_autoptr (RosterMatch) match = match_world_match (world);
  g_autoptr (RosterMatchRow) row = roster_match_row_new (match, NULL);
  int before;

  for (guint s = 0; s < roster_match_n_streamers (match); s++)
    roster_match_row_score (row, s);
  before = allocations ();
  for (guint i = 0; i < 3; i++)
    for (guint s = 0; s < roster_match_n_streamers (match); s++)
      roster_match_row_score (row, s);
  g_assert_cmpint (allocations (), ==, before);
}

static int
count_ranking (guint n_products)
{
  g_autoptr (MatchWorld) world = make_world (n_products);
  g_autoptr (RosterMatch) match = match_world_match (world);
  int before = allocations ();
  g_autoptr (GArray) ranked = roster_match_for_streamer (match, 1, NULL, 20);

  for (guint i = 0; i < ranked->len; i++)
    {
      RosterExplanation explanation;

      roster_match_explain (match, &g_array_index (ranked, RosterSuggestion, i), &explanation);
      g_assert_cmpuint (explanation.n_top, >, 0);
    }
  return allocations () - before;
}

/* A ranking with its explanations takes as much for a hundred products as for three thousand, but for a growing list's
   few doublings. */
static void
test_ranking_takes_none_for_a_pair (void)
{
  g_assert_cmpint (ABS (count_ranking (3000) - count_ranking (100)), <=, 12);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/match/allocations/are-counted", test_counter_counts);
  g_test_add_func ("/match/allocations/none-for-scoring", test_scoring_takes_no_memory);
  g_test_add_func ("/match/allocations/none-for-a-pair", test_ranking_takes_none_for_a_pair);

  return g_test_run ();
}
