/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-demo-people.h"

#include "roster-demo-random.h"

#define NORM_OF_A_BOOK 35

/* One book of a small company lies above the norm, so that its warning can be seen (rule 1). */
#define STREAMERS_ABOVE_THE_NORM 41

#define COMPANY_STREAMERS 4000

static const struct
{
  guint n_bases;
  guint books_per_base;
  guint trainers_per_base;
  guint n_managers;
  guint n_office;
} sizes[] = {
  [ROSTER_DEMO_SCALE_SMALL] = { 2, 2, 1, 1, 1 },
  [ROSTER_DEMO_SCALE_COMPANY] = { ROSTER_DEMO_N_PLACES, 5, 2, ROSTER_DEMO_N_PLACES, 6 },
};

static guint
add_person (RosterDemoWorld *world,
            const char      *role,
            int              base)
{
  RosterDemoPerson person = { .role = role, .base = MAX (base, 0), .has_base = base >= 0 };

  person.id = roster_id_source_next (world->ids);
  person.name = roster_demo_names_person (world->names, roster_demo_chance (world->rand, 55));
  person.login = roster_demo_names_login (world->names, person.name);
  g_array_append_val (world->people, person);
  return world->people->len - 1;
}

static void
add_base (RosterDemoWorld *world,
          guint            index)
{
  guint trainers = world->people->len;

  RosterDemoBase base = { .place = &roster_demo_places[index] };

  base.id = roster_id_source_next (world->ids);
  base.name = g_strconcat (base.place->city, "基地", NULL);
  g_array_append_val (world->bases, base);

  for (guint i = 0; i < sizes[world->scale].trainers_per_base; i++)
    add_person (world, "trainer", index);
  if (index < sizes[world->scale].n_managers)
    add_person (world, "manager", index);

  for (guint i = 0; i < sizes[world->scale].books_per_base; i++)
    {
      RosterDemoBook book = { .base = index, .n_streamers = NORM_OF_A_BOOK };

      book.salesperson = add_person (world, "salesperson", index);
      book.trainer = trainers + i % sizes[world->scale].trainers_per_base;
      book.account = g_strconcat ("book-", g_array_index (world->people, RosterDemoPerson, book.salesperson).id, NULL);
      g_array_append_val (world->books, book);
    }
}

static RosterDemoBook *
random_book (RosterDemoWorld *world)
{
  return &g_array_index (world->books, RosterDemoBook, roster_demo_range (world->rand, 0, world->books->len - 1));
}

static void
size_books (RosterDemoWorld *world)
{
  guint n_books = world->books->len;

  if (world->scale == ROSTER_DEMO_SCALE_SMALL)
    {
      g_array_index (world->books, RosterDemoBook, n_books - 1).n_streamers = STREAMERS_ABOVE_THE_NORM;
      return;
    }

  for (guint i = 0; i < n_books; i++)
    g_array_index (world->books, RosterDemoBook, i).n_streamers =
        COMPANY_STREAMERS * (i + 1) / n_books - COMPANY_STREAMERS * i / n_books;

  for (guint i = 0; i < n_books; i++)
    {
      RosterDemoBook *from = random_book (world), *to = random_book (world);
      guint moved = roster_demo_range (world->rand, 1, 3);

      if (from->n_streamers >= NORM_OF_A_BOOK - 4 + moved && to->n_streamers + moved <= STREAMERS_ABOVE_THE_NORM)
        {
          from->n_streamers -= moved;
          to->n_streamers += moved;
        }
    }
}

/**
 * roster_demo_plan_people:
 *
 * Bases, the people who work there, and how many streamers each salesperson looks after.
 */
void
roster_demo_plan_people (RosterDemoWorld *world)
{
  for (guint i = 0; i < sizes[world->scale].n_bases; i++)
    add_base (world, i);
  for (guint i = 0; i < sizes[world->scale].n_office; i++)
    add_person (world, "office", -1);
  size_books (world);
}

static gboolean
give_base (RosterDemoWorld  *world,
           RosterDemoBase   *base,
           GError          **error)
{
  g_autoptr (RosterRecord) record = roster_record_new (&roster_base_type, base->id, ROSTER_DEMO_COMPANY_ACCOUNT);
  g_autofree char *address = g_strdup_printf ("%s%s电商产业园%u号楼", base->place->city, base->place->district,
                                              (guint) roster_demo_range (world->rand, 1, 12));
  g_autofree char *phone = roster_demo_names_phone (world->names);

  roster_record_set_text (record, "name", base->name);
  roster_record_set_text (record, "province", base->place->province);
  roster_record_set_text (record, "city", base->place->city);
  roster_record_set_text (record, "address", address);
  roster_record_set_text (record, "zone", "Asia/Shanghai");
  roster_record_set_text (record, "phone", phone);
  if (roster_demo_chance (world->rand, 75))
    roster_demo_set_set (record, "facilities", "supply", "live-room", "training", NULL);
  else
    roster_demo_set_set (record, "facilities", "live-room", "training", NULL);
  return roster_demo_world_give (world, record, error);
}

static gboolean
give_person (RosterDemoWorld   *world,
             RosterDemoPerson  *person,
             GError           **error)
{
  g_autoptr (RosterRecord) record = roster_record_new (&roster_person_type, person->id, ROSTER_DEMO_COMPANY_ACCOUNT);
  RosterDemoBase *base = person->has_base ? &g_array_index (world->bases, RosterDemoBase, person->base) : NULL;
  g_autofree char *phone = roster_demo_names_phone (world->names);
  g_autofree char *email = g_strconcat (person->login, "@roster.example", NULL);
  RosterDemoLogin login = {
    .login = person->login,
    .name = person->name,
    .person_id = person->id,
    .role = person->role,
    .base = base != NULL ? base->name : NULL,
  };

  roster_record_set_text (record, "name", person->name);
  roster_record_set_text (record, "login", person->login);
  roster_record_set_text (record, "role", person->role);
  roster_record_set_text (record, "base", base != NULL ? base->id : NULL);
  roster_record_set_text (record, "phone", phone);
  roster_record_set_text (record, "email", email);
  roster_demo_set_date (world, record, "joinedOn", -(int) roster_demo_range (world->rand, 120, 1500));
  roster_record_set (record, "active", g_variant_new_boolean (TRUE));
  if (!roster_demo_world_give (world, record, error))
    return FALSE;

  return world->sink->take_login == NULL || world->sink->take_login (&login, world->data, error);
}

gboolean
roster_demo_give_people (RosterDemoWorld  *world,
                         GError          **error)
{
  for (guint i = 0; i < world->bases->len; i++)
    if (!give_base (world, &g_array_index (world->bases, RosterDemoBase, i), error))
      return FALSE;
  for (guint i = 0; i < world->people->len; i++)
    if (!give_person (world, &g_array_index (world->people, RosterDemoPerson, i), error))
      return FALSE;

  return TRUE;
}
