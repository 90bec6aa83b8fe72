/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-merge.h"

#include <string.h>

#define ID "0195a000-0000-7000-8000-000000000000"
#define ROUNDS 400

typedef struct
{
  RosterRecord *base;
  RosterRecord *mine;
  RosterRecord *theirs;
} Versions;

/* Few values, so that both sides often meet. Some are none. */
static GVariant *
random_value (const RosterField *field)
{
  static const char *const words[] = { "甲", "乙", "丙" };
  int draw = g_test_rand_int_range (0, 4);

  if (draw == 3)
    return NULL;

  switch (field->kind)
    {
    case ROSTER_KIND_TEXT:
    case ROSTER_KIND_NOTE:
    case ROSTER_KIND_DATE:
    case ROSTER_KIND_CHOICE:
    case ROSTER_KIND_REFERENCE:
      return g_variant_new_string (words[draw]);
    case ROSTER_KIND_DOCUMENT:
      return g_variant_new_string (draw == 0 ? "{\"a\":1}" : "[]");
    case ROSTER_KIND_INTEGER:
    case ROSTER_KIND_MONEY:
    case ROSTER_KIND_RATE:
    case ROSTER_KIND_INSTANT:
      return g_variant_new_int64 (draw);
    case ROSTER_KIND_BOOLEAN:
      return g_variant_new_boolean (draw == 0);
    case ROSTER_KIND_SET:
      {
        const char *entries[G_N_ELEMENTS (words) + 1] = { NULL };
        guint n = 0;

        for (guint i = 0; i < G_N_ELEMENTS (words); i++)
          if (g_test_rand_bit ())
            entries[n++] = words[i];
        return roster_value_new_set (entries);
      }
    case ROSTER_KIND_MAP:
      {
        g_autoptr (GHashTable) map = g_hash_table_new (g_str_hash, g_str_equal);

        for (guint i = 0; i < G_N_ELEMENTS (words); i++)
          if (g_test_rand_bit ())
            g_hash_table_insert (map, (gpointer) words[i], (gpointer) (g_test_rand_bit () ? "1" : "{\"x\":true}"));
        return roster_value_new_map (map);
      }
    }

  g_assert_not_reached ();
}

static RosterRecord *
random_record (const RosterRecordType *type)
{
  RosterRecord *record = roster_record_new (type, ID, "book");

  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    roster_record_set_nth (record, i, random_value (roster_record_type_field (type, i)));

  return record;
}

static RosterRecord *
random_edit (RosterRecord *record)
{
  RosterRecord *edited = roster_record_copy (record);
  const RosterRecordType *type = roster_record_type (record);

  /* The common fields are the office's, so an edit leaves them alone. */
  for (guint i = ROSTER_N_COMMON_FIELDS; i < roster_record_type_n_fields (type); i++)
    if (g_test_rand_bit ())
      roster_record_set_nth (edited, i, random_value (roster_record_type_field (type, i)));

  return edited;
}

static void
for_random_versions (void (*check) (const Versions *versions))
{
  for (guint round = 0; round < ROUNDS; round++)
    {
      const RosterRecordType *type = roster_record_types[round % ROSTER_N_RECORD_TYPES];
      g_autoptr (RosterRecord) base = random_record (type);
      g_autoptr (RosterRecord) mine = random_edit (base);
      g_autoptr (RosterRecord) theirs = random_edit (base);
      Versions versions = { base, mine, theirs };

      check (&versions);
    }
}

static void
check_one_side_stands (const Versions *versions)
{
  g_autoptr (GPtrArray) clashes = NULL, none = NULL, nothing = NULL;
  g_autoptr (RosterRecord) only_mine = roster_merge_records (versions->base, versions->mine, versions->base, &clashes);
  g_autoptr (RosterRecord) only_theirs = roster_merge_records (versions->base, versions->base, versions->theirs, &none);
  g_autoptr (RosterRecord) both = roster_merge_records (versions->base, versions->mine, versions->mine, &nothing);

  g_assert_true (roster_record_equal (only_mine, versions->mine));
  g_assert_true (roster_record_equal (only_theirs, versions->theirs));
  g_assert_true (roster_record_equal (both, versions->mine));
  g_assert_cmpuint (clashes->len + none->len + nothing->len, ==, 0);
}

static void
test_one_side_stands (void)
{
  for_random_versions (check_one_side_stands);
}

static const RosterClash *
find_clash (GPtrArray         *clashes,
            const RosterField *field,
            const char        *key)
{
  for (guint i = 0; i < clashes->len; i++)
    {
      const RosterClash *clash = clashes->pdata[i];

      if (clash->field == field && g_strcmp0 (clash->map_key, key) == 0)
        return clash;
    }

  return NULL;
}

static gboolean
set_has (GVariant   *set,
         const char *entry)
{
  g_autofree const char **entries = set != NULL ? g_variant_get_strv (set, NULL) : NULL;

  return entries != NULL && g_strv_contains (entries, entry);
}

/* Whether @side has sealed what was open before. */
static gboolean
has_sealed (RosterRecord *base,
            RosterRecord *side)
{
  const RosterRecordType *type = roster_record_type (base);

  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    if ((roster_record_type_field (type, i)->flags & ROSTER_FIELD_SEAL) != 0)
      {
        GVariant *before = roster_record_nth_value (base, i), *after = roster_record_nth_value (side, i);

        return (before == NULL || g_variant_n_children (before) == 0) && after != NULL &&
               g_variant_n_children (after) > 0;
      }

  return FALSE;
}

/* What both changed and no person has to settle: a rule says which stands. */
static gboolean
stands_by_rule (const RosterField *field,
                GVariant          *base,
                GVariant          *mine,
                GVariant          *theirs,
                GVariant          *merged)
{
  if (roster_value_equal (mine, base) || roster_value_equal (theirs, base) || roster_value_equal (mine, theirs))
    return FALSE;

  if ((field->flags & (ROSTER_FIELD_PASSING | ROSTER_FIELD_DERIVED)) != 0)
    {
      g_assert_true (roster_value_equal (merged, theirs));
      return TRUE;
    }
  if ((field->flags & ROSTER_FIELD_EARLIEST) != 0 && mine != NULL && theirs != NULL)
    {
      g_assert_cmpint (g_variant_get_int64 (merged), ==,
                       MIN (g_variant_get_int64 (mine), g_variant_get_int64 (theirs)));
      return TRUE;
    }

  return FALSE;
}

static void
assert_change_kept (const RosterField *field,
                    const char        *key,
                    GVariant          *base,
                    GVariant          *mine,
                    GVariant          *theirs,
                    GVariant          *merged,
                    GPtrArray         *clashes)
{
  const RosterClash *clash = find_clash (clashes, field, key);

  if (stands_by_rule (field, base, mine, theirs, merged))
    {
      g_assert_null (clash);
      return;
    }

  if (!roster_value_equal (theirs, base))
    g_assert_true (roster_value_equal (merged, theirs));
  else
    g_assert_true (roster_value_equal (merged, mine));

  if (!roster_value_equal (mine, base) && !roster_value_equal (merged, mine))
    {
      g_assert_nonnull (clash);
      g_assert_true (roster_value_equal (clash->mine, mine));
      g_assert_true (roster_value_equal (clash->theirs, theirs));
    }
  else
    g_assert_null (clash);
}

static void
check_no_edit_is_lost (const Versions *versions)
{
  static const char *const words[] = { "甲", "乙", "丙" };
  g_autoptr (GPtrArray) clashes = NULL;
  g_autoptr (RosterRecord) merged = roster_merge_records (versions->base, versions->mine, versions->theirs, &clashes);
  const RosterRecordType *type = roster_record_type (merged);
  gboolean sealed = has_sealed (versions->base, versions->theirs);

  for (guint i = ROSTER_N_COMMON_FIELDS; i < roster_record_type_n_fields (type); i++)
    {
      const RosterField *field = roster_record_type_field (type, i);
      GVariant *base = roster_record_nth_value (versions->base, i);
      GVariant *mine = roster_record_nth_value (versions->mine, i);
      GVariant *theirs = roster_record_nth_value (versions->theirs, i);
      GVariant *result = roster_record_nth_value (merged, i);

      /* What was signed there is not changed here any more. */
      if (sealed && (field->flags & ROSTER_FIELD_OUTCOME) != 0)
        {
          g_assert_true (roster_value_equal (result, theirs));
          g_assert_null (find_clash (clashes, field, NULL));
          continue;
        }
      if (field->kind != ROSTER_KIND_SET && field->kind != ROSTER_KIND_MAP)
        {
          assert_change_kept (field, NULL, base, mine, theirs, result, clashes);
          continue;
        }

      for (guint w = 0; w < G_N_ELEMENTS (words); w++)
        if (field->kind == ROSTER_KIND_SET)
          {
            gboolean was = set_has (base, words[w]), here = set_has (mine, words[w]),
                     there = set_has (theirs, words[w]);

            g_assert_cmpint (set_has (result, words[w]), ==, was ? here && there : here || there);
          }
        else
          {
            g_autoptr (GVariant) was = roster_value_map_lookup (base, words[w]);
            g_autoptr (GVariant) here = roster_value_map_lookup (mine, words[w]);
            g_autoptr (GVariant) there = roster_value_map_lookup (theirs, words[w]);
            g_autoptr (GVariant) entry = roster_value_map_lookup (result, words[w]);

            assert_change_kept (field, words[w], was, here, there, entry, clashes);
          }
    }
}

static void
test_no_edit_is_lost (void)
{
  for_random_versions (check_no_edit_is_lost);
}

static void
check_commutes (const Versions *versions)
{
  g_autoptr (GPtrArray) clashes = NULL, turned_clashes = NULL;
  g_autoptr (RosterRecord) merged = roster_merge_records (versions->base, versions->mine, versions->theirs, &clashes);
  g_autoptr (RosterRecord) turned =
      roster_merge_records (versions->base, versions->theirs, versions->mine, &turned_clashes);
  const RosterRecordType *type = roster_record_type (merged);

  /* It matters which side a record was sealed on. */
  if (has_sealed (versions->base, versions->mine) || has_sealed (versions->base, versions->theirs))
    return;

  g_assert_cmpuint (clashes->len, ==, turned_clashes->len);
  for (guint i = 0; i < clashes->len; i++)
    {
      const RosterClash *clash = clashes->pdata[i];
      const RosterClash *other = find_clash (turned_clashes, clash->field, clash->map_key);

      g_assert_nonnull (other);
      g_assert_true (roster_value_equal (clash->mine, other->theirs));
      g_assert_true (roster_value_equal (clash->theirs, other->mine));
      if (clash->map_key == NULL)
        roster_record_set (turned, clash->field->name, clash->theirs);
    }

  /* Where somebody stands, and what is derived anew, is always the office's. */
  for (guint i = 0; i < roster_record_type_n_fields (type); i++)
    if (roster_record_type_field (type, i)->kind != ROSTER_KIND_MAP &&
        (roster_record_type_field (type, i)->flags & (ROSTER_FIELD_PASSING | ROSTER_FIELD_DERIVED)) == 0)
      g_assert_true (roster_value_equal (roster_record_nth_value (merged, i), roster_record_nth_value (turned, i)));
}

static void
test_commutes (void)
{
  for_random_versions (check_commutes);
}

static void
test_both_created (void)
{
  g_autoptr (RosterRecord) mine = roster_record_new (&roster_streamer_type, ID, "book");
  g_autoptr (RosterRecord) theirs = roster_record_new (&roster_streamer_type, ID, "book");
  g_autoptr (RosterRecord) merged = NULL;
  g_autoptr (GPtrArray) clashes = NULL;
  const RosterClash *clash;
  g_autofree char *json = NULL;

  roster_record_set_text (mine, "name", "张三");
  roster_record_set_text (mine, "phone", "13800001234");
  roster_record_set_number (mine, "updatedAt", 1);
  roster_record_set_text (theirs, "name", "张三丰");
  roster_record_set_number (theirs, "updatedAt", 2);
  merged = roster_merge_records (NULL, mine, theirs, &clashes);

  g_assert_cmpstr (roster_record_text (merged, "name"), ==, "张三丰");
  g_assert_cmpstr (roster_record_text (merged, "phone"), ==, "13800001234");
  g_assert_cmpint (roster_record_number (merged, "updatedAt", 0), ==, 2);
  g_assert_cmpuint (clashes->len, ==, 1);
  clash = clashes->pdata[0];
  g_assert_cmpstr (clash->field->name, ==, "name");
  json = roster_clash_mine_json ((RosterClash *) clash);
  g_assert_cmpstr (json, ==, "\"张三\"");
}

static void
test_map_keys_clash_alone (void)
{
  g_autoptr (RosterRecord) base = roster_record_new (&roster_walkthrough_type, ID, "book");
  g_autoptr (RosterRecord) mine = NULL, theirs = NULL, merged = NULL;
  g_autoptr (GPtrArray) clashes = NULL;
  g_autoptr (GHashTable) left = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) right = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *text = NULL;
  const RosterClash *clash;
  g_autofree char *mine_json = NULL, *theirs_json = NULL;

  g_hash_table_insert (left, (gpointer) "name", (gpointer) "\"yes\"");
  g_hash_table_insert (left, (gpointer) "cover", (gpointer) "3");
  g_hash_table_insert (right, (gpointer) "name", (gpointer) "\"no\"");
  g_hash_table_insert (right, (gpointer) "bio", (gpointer) "4");
  mine = roster_record_copy (base);
  roster_record_set (mine, "answers", roster_value_new_map (left));
  theirs = roster_record_copy (base);
  roster_record_set (theirs, "answers", roster_value_new_map (right));
  merged = roster_merge_records (base, mine, theirs, &clashes);

  text = roster_value_to_text (&roster_walkthrough_type.fields[roster_record_type_find_field (&roster_walkthrough_type,
                                                                                              "answers") -
                                                               ROSTER_N_COMMON_FIELDS],
                               roster_record_value (merged, "answers"));
  g_assert_cmpstr (text, ==, "{\"bio\":4,\"cover\":3,\"name\":\"no\"}");
  g_assert_cmpuint (clashes->len, ==, 1);
  clash = clashes->pdata[0];
  g_assert_cmpstr (clash->map_key, ==, "name");
  mine_json = roster_clash_mine_json ((RosterClash *) clash);
  theirs_json = roster_clash_theirs_json ((RosterClash *) clash);
  g_assert_cmpstr (mine_json, ==, "\"yes\"");
  g_assert_cmpstr (theirs_json, ==, "\"no\"");
}

/* What was sent has arrived, and the person has gone on editing: the later edit stands without a clash. */
static void
check_own_change_comes_back (const Versions *versions)
{
  g_autoptr (RosterRecord) sent = g_object_ref (versions->mine);
  g_autoptr (RosterRecord) current = random_edit (sent);
  g_autoptr (RosterRecord) common = roster_merge_common (versions->base, sent, sent);
  g_autoptr (RosterRecord) not_arrived = roster_merge_common (versions->base, sent, versions->base);
  g_autoptr (GPtrArray) clashes = NULL, none = NULL;
  g_autoptr (RosterRecord) merged = roster_merge_records (common, current, sent, &clashes);
  g_autoptr (RosterRecord) still = roster_merge_records (not_arrived, current, versions->base, &none);

  g_assert_cmpuint (clashes->len + none->len, ==, 0);
  g_assert_true (roster_record_equal (merged, current));
  g_assert_true (roster_record_equal (still, current));
}

static void
test_own_change_comes_back (void)
{
  for_random_versions (check_own_change_comes_back);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/merge/a-change-of-one-side-stands", test_one_side_stands);
  g_test_add_func ("/merge/no-edit-is-lost", test_no_edit_is_lost);
  g_test_add_func ("/merge/sides-only-matter-where-they-clash", test_commutes);
  g_test_add_func ("/merge/own-change-that-comes-back-is-no-clash", test_own_change_comes_back);
  g_test_add_func ("/merge/both-created", test_both_created);
  g_test_add_func ("/merge/map-keys-clash-alone", test_map_keys_clash_alone);

  return g_test_run ();
}
