/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-live-clash.h"

#include <string.h>

#include "roster-json-scan.h"

/* What the search for clashes looks up. */
typedef struct
{
  GHashTable *line_ups;
  GHashTable *line_ups_by_live;
  GHashTable *products;
  GHashTable *factories;
  gint64 today;
  GPtrArray *found;
} Search;

void
roster_live_clash_free (RosterLiveClash *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->person);
  g_free (self->product);
  g_free (self);
}

static RosterLiveClash *
add (Search                 *self,
     RosterLiveClashKind     kind,
     const RosterOccurrence *occurrence)
{
  RosterLiveClash *clash = g_new0 (RosterLiveClash, 1);

  clash->kind = kind;
  clash->occurrence = occurrence;
  clash->until = G_MAXINT64;
  g_ptr_array_add (self->found, clash);
  return clash;
}

static GHashTable *
index_by_id (GPtrArray *records)
{
  GHashTable *by_id = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; records != NULL && i < records->len; i++)
    g_hash_table_insert (by_id, (gpointer) roster_record_id (records->pdata[i]), records->pdata[i]);
  return by_id;
}

static GHashTable *
index_by_live (GPtrArray *line_ups)
{
  GHashTable *by_live = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; line_ups != NULL && i < line_ups->len; i++)
    {
      const char *live = roster_record_text (line_ups->pdata[i], "live");

      if (live != NULL)
        g_hash_table_insert (by_live, (gpointer) live, line_ups->pdata[i]);
    }
  return by_live;
}

static RosterRecord *
find_line_up (Search                 *self,
              const RosterOccurrence *occurrence)
{
  const char *named = roster_record_text (occurrence->live, "lineUp");
  RosterRecord *found = named != NULL ? g_hash_table_lookup (self->line_ups, named) : NULL;

  return found != NULL ? found
                       : g_hash_table_lookup (self->line_ups_by_live, roster_record_id (occurrence->live));
}

/**
 * roster_live_line_up:
 * @line_ups: (element-type RosterRecord): where to look
 *
 * Returns: (transfer none) (nullable): the line-up that the live names, otherwise the one that names the live
 */
RosterRecord *
roster_live_line_up (const RosterOccurrence *occurrence,
                     GPtrArray              *line_ups)
{
  g_return_val_if_fail (occurrence != NULL, NULL);
  g_return_val_if_fail (line_ups != NULL, NULL);

  g_autoptr (GHashTable) by_id = index_by_id (line_ups);
  g_autoptr (GHashTable) by_live = index_by_live (line_ups);
  Search self = { .line_ups = by_id, .line_ups_by_live = by_live };

  return find_line_up (&self, occurrence);
}

/* An item is an object with its role in it. */
static gboolean
has_role (const RosterJsonSpan *item,
          const char           *role)
{
  RosterJsonScan scan;
  RosterJsonSpan name, value, content;

  if (!roster_json_scan_object (&scan, item))
    return FALSE;

  while (roster_json_scan_member (&scan, &name, &value))
    if (roster_json_span_is (&name, "role"))
      return roster_json_span_string (&value, &content) && roster_json_span_is (&content, role);

  return FALSE;
}

/* Most line-ups are only counted, never shown: their items are not made into values for that. */
static guint
count_in_text (const char *items,
               const char *role,
               guint       most)
{
  RosterJsonSpan text = { items, strlen (items) }, name, item;
  RosterJsonScan scan;
  guint count = 0;

  if (roster_json_scan_object (&scan, &text))
    while (count < most && roster_json_scan_member (&scan, &name, &item))
      count += has_role (&item, role);

  return count;
}

static guint
count_up_to (RosterRecord *line_up,
             const char   *role,
             guint         most)
{
  int field = roster_record_type_find_field (&roster_lineup_type, "items");
  const RosterPlain *plain;
  GVariant *items;
  guint count = 0;

  plain = roster_record_nth_plain (line_up, (guint) field);
  if (plain->form == ROSTER_PLAIN_JSON)
    return count_in_text (plain->text, role, most);

  items = roster_record_nth_value (line_up, (guint) field);
  for (gsize i = 0; count < most && items != NULL && i < g_variant_n_children (items); i++)
    {
      const char *text;
      RosterJsonSpan item;

      g_variant_get_child (items, i, "{&s&s}", NULL, &text);
      item = (RosterJsonSpan){ text, strlen (text) };
      count += has_role (&item, role);
    }
  return count;
}

/**
 * roster_line_up_count:
 * @line_up: a LineUp
 * @role: `traffic` or `profit`
 *
 * Returns: how many of its items have the role (rule 25)
 */
guint
roster_line_up_count (RosterRecord *line_up,
                      const char   *role)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (line_up), 0);
  g_return_val_if_fail (role != NULL, 0);

  return count_up_to (line_up, role, G_MAXUINT);
}

/**
 * roster_line_up_has:
 * @line_up: a LineUp
 * @role: `traffic` or `profit`
 *
 * Returns: whether an item of it has the role (rule 25); sooner known than how many have
 */
gboolean
roster_line_up_has (RosterRecord *line_up,
                    const char   *role)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (line_up), FALSE);
  g_return_val_if_fail (role != NULL, FALSE);

  return count_up_to (line_up, role, 1) > 0;
}

static const char *
shared_person (const RosterOccurrence *a,
               const RosterOccurrence *b)
{
  static const char *const fields[] = { "trainer", "salesperson" };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
      {
        const char *person = roster_record_text (a->live, fields[i]);

        if (person != NULL && g_strcmp0 (person, roster_record_text (b->live, fields[j])) == 0)
          return person;
      }

  return NULL;
}

static void
compare (Search                 *self,
         const RosterOccurrence *first,
         const RosterOccurrence *second)
{
  const char *person;

  if (g_strcmp0 (roster_record_text (first->live, "streamer"), roster_record_text (second->live, "streamer")) == 0)
    add (self, ROSTER_LIVE_CLASH_STREAMER, first)->other = second;
  else if ((person = shared_person (first, second)) != NULL)
    {
      RosterLiveClash *clash = add (self, ROSTER_LIVE_CLASH_PERSON, first);

      clash->other = second;
      clash->person = g_strdup (person);
    }
}

/* The factory's gap: nothing in stock, and what is ordered today comes after the lead time. */
static void
check_stock (Search                 *self,
             const RosterOccurrence *occurrence,
             const char             *id)
{
  RosterRecord *product = g_hash_table_lookup (self->products, id), *factory;
  const char *maker;
  gint64 days, until;
  RosterLiveClash *clash;

  if (product == NULL || roster_record_number (product, "stock", 1) > 0)
    return;

  maker = roster_record_text (product, "factory");
  factory = maker != NULL ? g_hash_table_lookup (self->factories, maker) : NULL;
  days = roster_record_number (product, "leadTimeDays",
                               factory != NULL ? roster_record_number (factory, "leadTimeDays", -1) : -1);
  until = days >= 0 ? self->today + days * ROSTER_WALL_DAY : G_MAXINT64;
  if (roster_wall_day (occurrence->wall) >= until)
    return;

  clash = add (self, ROSTER_LIVE_CLASH_STOCK, occurrence);
  clash->product = g_strdup (id);
  clash->until = until;
}

static void
check_line_up (Search                 *self,
               const RosterOccurrence *occurrence)
{
  RosterRecord *line_up = find_line_up (self, occurrence);
  GVariant *items;

  if (line_up == NULL)
    {
      add (self, ROSTER_LIVE_CLASH_NO_LINE_UP, occurrence);
      return;
    }

  if (!roster_line_up_has (line_up, "traffic"))
    add (self, ROSTER_LIVE_CLASH_NO_TRAFFIC, occurrence);
  if (!roster_line_up_has (line_up, "profit"))
    add (self, ROSTER_LIVE_CLASH_NO_PROFIT, occurrence);

  items = roster_record_value (line_up, "items");
  for (gsize i = 0; items != NULL && i < g_variant_n_children (items); i++)
    {
      const char *product;

      g_variant_get_child (items, i, "{&s&s}", &product, NULL);
      check_stock (self, occurrence, product);
    }
}

/**
 * roster_live_clashes:
 * @occurrences: (element-type RosterOccurrence): what to look through, by start; of several books for people who work
 *   for several
 * @line_ups: (element-type RosterRecord): their line-ups
 * @products: (nullable) (element-type RosterRecord): the products of the line-ups, for the stock
 * @factories: (nullable) (element-type RosterRecord): their factories, for the lead times
 * @now: what is over by then is let be, milliseconds UTC
 * @zone: where the days of the stock begin
 *
 * Returns: (transfer full) (element-type RosterLiveClash): what is wrong with what is still to come, by start; it
 *   refers to @occurrences, which must live as long
 */
GPtrArray *
roster_live_clashes (GPtrArray *occurrences,
                     GPtrArray *line_ups,
                     GPtrArray *products,
                     GPtrArray *factories,
                     gint64     now,
                     GTimeZone *zone)
{
  g_return_val_if_fail (occurrences != NULL, NULL);
  g_return_val_if_fail (line_ups != NULL, NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  g_autoptr (GHashTable) by_id = index_by_id (line_ups);
  g_autoptr (GHashTable) by_live = index_by_live (line_ups);
  g_autoptr (GHashTable) products_by_id = index_by_id (products);
  g_autoptr (GHashTable) factories_by_id = index_by_id (factories);
  g_autoptr (GPtrArray) running = g_ptr_array_new ();
  Search self = {
    .line_ups = by_id,
    .line_ups_by_live = by_live,
    .products = products_by_id,
    .factories = factories_by_id,
    .today = roster_wall_day (roster_wall_from_instant (now, zone)),
    .found = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_live_clash_free),
  };

  for (guint i = 0; i < occurrences->len; i++)
    {
      const RosterOccurrence *occurrence = occurrences->pdata[i];

      if (occurrence->end <= now || !roster_occurrence_is_open (occurrence))
        continue;

      for (guint j = running->len; j-- > 0;)
        {
          const RosterOccurrence *other = running->pdata[j];

          if (other->end <= occurrence->start)
            g_ptr_array_remove_index_fast (running, j);
          else
            compare (&self, other, occurrence);
        }
      g_ptr_array_add (running, (gpointer) occurrence);
      check_line_up (&self, occurrence);
    }

  return self.found;
}
