/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-world.h"

#include "roster-template.h"

/* China keeps one time the whole year. */
#define CHINA_OFFSET_MINUTES (8 * 60)
#define MILLISECONDS_PER_DAY (G_GINT64_CONSTANT (86400000))
#define JULIAN_DAY_OF_THE_EPOCH 719163

static void
clear_base (gpointer data)
{
  RosterDemoBase *base = data;

  g_free (base->id);
  g_free (base->name);
}

static void
clear_person (gpointer data)
{
  RosterDemoPerson *person = data;

  g_free (person->id);
  g_free (person->name);
  g_free (person->login);
}

static void
clear_book (gpointer data)
{
  RosterDemoBook *book = data;

  g_free (book->account);
}

static void
clear_factory (gpointer data)
{
  RosterDemoFactory *factory = data;

  g_free (factory->id);
  g_free (factory->name);
  g_free (factory->brand);
}

static void
clear_product (gpointer data)
{
  RosterDemoProduct *product = data;

  g_free (product->id);
  g_free (product->name);
}

static void
free_streamer (gpointer data)
{
  RosterDemoStreamer *streamer = data;

  g_free (streamer->id);
  g_free (streamer->name);
  g_free (streamer->real_name);
  g_free (streamer->kuaishou_id);
  g_clear_pointer (&streamer->assortment, g_array_unref);
  g_clear_pointer (&streamer->sales, g_array_unref);
  g_free (streamer);
}

static GArray *
new_array (gsize          size,
           GDestroyNotify clear)
{
  GArray *array = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (array, clear);
  return array;
}

RosterDemoWorld *
roster_demo_world_new (RosterDemoScale       scale,
                       guint32               seed,
                       const GDate          *today,
                       const RosterDemoSink *sink,
                       gpointer              data)
{
  RosterDemoWorld *self = g_new0 (RosterDemoWorld, 1);

  self->scale = scale;
  self->today = *today;
  self->sink = sink;
  self->data = data;
  self->rand = g_rand_new_with_seed (seed);
  self->clock = roster_manual_clock_new (roster_demo_world_instant (self, 0, 0), "Asia/Shanghai");
  self->ids = roster_id_source_new_seeded (self->clock, seed);
  self->names = roster_demo_names_new (self->rand);

  self->bases = new_array (sizeof (RosterDemoBase), clear_base);
  self->people = new_array (sizeof (RosterDemoPerson), clear_person);
  self->books = new_array (sizeof (RosterDemoBook), clear_book);
  self->factories = new_array (sizeof (RosterDemoFactory), clear_factory);
  self->products = new_array (sizeof (RosterDemoProduct), clear_product);
  for (guint i = 0; i < ROSTER_DEMO_N_CATEGORIES; i++)
    self->products_by_category[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  self->streamers = g_ptr_array_new_with_free_func (free_streamer);
  self->checklists = g_ptr_array_new_with_free_func (g_object_unref);
  self->templates = g_ptr_array_new_with_free_func ((GDestroyNotify) roster_template_unref);
  return self;
}

void
roster_demo_world_free (RosterDemoWorld *self)
{
  g_clear_pointer (&self->bases, g_array_unref);
  g_clear_pointer (&self->people, g_array_unref);
  g_clear_pointer (&self->books, g_array_unref);
  g_clear_pointer (&self->factories, g_array_unref);
  g_clear_pointer (&self->products, g_array_unref);
  for (guint i = 0; i < ROSTER_DEMO_N_CATEGORIES; i++)
    g_clear_pointer (&self->products_by_category[i], g_array_unref);
  g_clear_pointer (&self->streamers, g_ptr_array_unref);
  g_clear_pointer (&self->checklists, g_ptr_array_unref);
  g_clear_pointer (&self->templates, g_ptr_array_unref);

  g_clear_pointer (&self->names, roster_demo_names_free);
  g_clear_object (&self->ids);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->rand, g_rand_free);
  g_free (self);
}

static GDate
date_of_day (RosterDemoWorld *self,
             int              day)
{
  GDate date;

  g_date_set_julian (&date, g_date_get_julian (&self->today) + day);
  return date;
}

/**
 * roster_demo_world_date:
 * @day: counted from today
 *
 * Returns: (transfer full): the date, `YYYY-MM-DD`
 */
char *
roster_demo_world_date (RosterDemoWorld *self,
                        int              day)
{
  GDate date = date_of_day (self, day);

  return g_strdup_printf ("%04u-%02u-%02u",
                          g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
}

/**
 * roster_demo_world_instant:
 * @minute: of the day, by a Chinese clock
 *
 * Returns: milliseconds since the epoch
 */
gint64
roster_demo_world_instant (RosterDemoWorld *self,
                           int              day,
                           guint            minute)
{
  gint64 days = (gint64) g_date_get_julian (&self->today) + day - JULIAN_DAY_OF_THE_EPOCH;

  return days * MILLISECONDS_PER_DAY + ((gint64) minute - CHINA_OFFSET_MINUTES) * 60000;
}

/**
 * roster_demo_world_weekday:
 *
 * Returns: 0 for Monday to 6 for Sunday
 */
guint
roster_demo_world_weekday (RosterDemoWorld *self,
                           int              day)
{
  GDate date = date_of_day (self, day);

  return g_date_get_weekday (&date) - G_DATE_MONDAY;
}

gboolean
roster_demo_world_give (RosterDemoWorld  *self,
                        RosterRecord     *record,
                        GError          **error)
{
  return self->sink->take_record (record, self->data, error);
}

void
roster_demo_set_date (RosterDemoWorld *self,
                      RosterRecord    *record,
                      const char      *field,
                      int              day)
{
  g_autofree char *date = roster_demo_world_date (self, day);

  roster_record_set_text (record, field, date);
}

/**
 * roster_demo_set_set:
 * @...: the entries, ended by %NULL
 */
void
roster_demo_set_set (RosterRecord *record,
                     const char   *field,
                     ...)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  const char *entry;
  va_list args;

  va_start (args, field);
  while ((entry = va_arg (args, const char *)) != NULL)
    g_ptr_array_add (entries, (gpointer) entry);
  va_end (args);
  g_ptr_array_add (entries, NULL);

  roster_record_set (record, field, roster_value_new_set ((const char *const *) entries->pdata));
}
