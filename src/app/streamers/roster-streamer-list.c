/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-streamer-list.h"

#include <glib/gi18n-lib.h>

#include "roster-cache-rules.h"
#include "roster-last-contacts.h"
#include "roster-record-list.h"
#include "roster-rules.h"
#include "roster-streamer-row.h"

struct _RosterStreamerList
{
  RosterRecordBrowser parent_instance;

  RosterLastContacts *contacts;
};

G_DEFINE_FINAL_TYPE (RosterStreamerList, roster_streamer_list, ROSTER_TYPE_RECORD_BROWSER)

/* Orders. What is unknown comes last, but a streamer who was never called is the first to call. */

static gint64
effective_fans_key (RosterRecordBrowser *browser,
                    RosterRecord        *streamer)
{
  return -roster_streamer_effective_fans (streamer);
}

static gint64
last_contact_key (RosterRecordBrowser *browser,
                  RosterRecord        *streamer)
{
  return roster_last_contacts_lookup (ROSTER_STREAMER_LIST (browser)->contacts, roster_record_id (streamer));
}

static const RosterBrowserOrder orders[] = {
  { "name", N_("Name"), roster_record_browser_compare_titles },
  { "effective-fans", N_("Effective fans"), .key = effective_fans_key },
  { "orders", N_("Orders a day"), .field = "ordersPerDay", .greatest_first = TRUE },
  { "last-contact", N_("Last contact"), .key = last_contact_key },
  { "next-step", N_("Next step due"), .field = "nextStepDue" },
  { NULL },
};

static const char *const filters[] = { "tier", "vertical", "state", NULL };
static const char *const bulk_fields[] = { "tier", "vertical", "state", "nextStep", "nextStepDue", "tags", NULL };
static const char *const new_fields[] = { "name", "kuaishouId", "tier", "vertical", "phone", "wechat", NULL };

static RosterClock *
clock_of (RosterRecordBrowser *browser)
{
  return roster_context_clock (roster_pane_context (ROSTER_PANE (browser)));
}

static GtkWidget *
create_row (RosterRecordBrowser *browser)
{
  return roster_streamer_row_new ();
}

static void
bind_row (RosterRecordBrowser *browser,
          GtkWidget           *row,
          RosterRecord        *streamer)
{
  RosterStreamerList *self = ROSTER_STREAMER_LIST (browser);

  roster_streamer_row_show (ROSTER_STREAMER_ROW (row), streamer,
                            roster_last_contacts_lookup (self->contacts, roster_record_id (streamer)),
                            clock_of (browser));
}

static guint
count_due (GListModel *streamers,
           const char *today)
{
  guint due = 0;

  for (guint i = 0; i < g_list_model_get_n_items (streamers); i++)
    {
      g_autoptr (RosterRecord) streamer = g_list_model_get_item (streamers, i);
      const char *date = roster_record_text (streamer, "nextStepDue");

      due += date != NULL && strcmp (date, today) <= 0;
    }

  return due;
}

static char *
describe (RosterRecordBrowser *browser,
          GListModel          *shown,
          GListModel          *all)
{
  guint n_shown = g_list_model_get_n_items (shown), n_all = g_list_model_get_n_items (all);
  g_autofree char *today = roster_clock_today (clock_of (browser));
  guint due = count_due (shown, today);
  g_autofree char *count = NULL, *steps = NULL;

  if (n_shown == n_all)
    count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u streamer", "%u streamers", n_all), n_all);
  else
    count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u of %u streamer", "%u of %u streamers", n_all), n_shown,
                             n_all);
  if (due == 0)
    return g_steal_pointer (&count);

  steps = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u due", "%u due", due), due);
  /* Translators: how many streamers, and how many of them have a next step that is due. */
  return g_strdup_printf (_("%s, %s"), count, steps);
}

/* The norm is per book; a base manager sees several. */
static char *
warn (RosterRecordBrowser *browser,
      GListModel          *all)
{
  g_autoptr (GHashTable) books = g_hash_table_new (g_str_hash, g_str_equal);
  RosterRulesInForce *rules = roster_context_rules (roster_pane_context (ROSTER_PANE (browser)));
  guint norm = roster_rules_in_force_get (rules, ROSTER_RULE_BOOK_NORM), above = 0, largest = 0;
  GHashTableIter iter;
  gpointer count;

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (RosterRecord) streamer = g_list_model_get_item (all, i);
      gpointer book = (gpointer) roster_record_account (streamer);

      if (g_strcmp0 (roster_record_text (streamer, "state"), "left") != 0)
        g_hash_table_insert (books, book, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (books, book)) + 1));
    }

  g_hash_table_iter_init (&iter, books);
  while (g_hash_table_iter_next (&iter, NULL, &count))
    {
      largest = MAX (largest, GPOINTER_TO_UINT (count));
      above += GPOINTER_TO_UINT (count) > norm;
    }

  if (above == 0)
    return NULL;
  if (g_hash_table_size (books) == 1)
    return roster_book_norm_words (largest, norm);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u book has more than the norm of %u streamers.",
                                       "%u books have more than the norm of %u streamers.", above),
                          above, norm);
}

static void
roster_streamer_list_constructed (GObject *object)
{
  RosterStreamerList *self = ROSTER_STREAMER_LIST (object);
  RosterContext *context = roster_pane_context (ROSTER_PANE (self));

  self->contacts = roster_last_contacts_new (roster_context_store (context));
  g_signal_connect_object (roster_context_rules (context), "notify::values",
                           G_CALLBACK (roster_record_browser_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->contacts, "changed", G_CALLBACK (roster_record_browser_refresh), self,
                           G_CONNECT_SWAPPED);

  G_OBJECT_CLASS (roster_streamer_list_parent_class)->constructed (object);
}

static void
roster_streamer_list_finalize (GObject *object)
{
  g_object_unref (ROSTER_STREAMER_LIST (object)->contacts);

  G_OBJECT_CLASS (roster_streamer_list_parent_class)->finalize (object);
}

static void
roster_streamer_list_class_init (RosterStreamerListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  RosterRecordBrowserClass *browser_class = ROSTER_RECORD_BROWSER_CLASS (klass);

  object_class->constructed = roster_streamer_list_constructed;
  object_class->finalize = roster_streamer_list_finalize;

  browser_class->type = &roster_streamer_type;
  browser_class->icon_name = "system-users-symbolic";
  browser_class->order_key = "streamers-order";
  browser_class->saved_key = "streamers-filters";
  browser_class->orders = orders;
  browser_class->filters = filters;
  browser_class->bulk_fields = bulk_fields;
  browser_class->new_fields = new_fields;
  browser_class->empty_title = N_("No Streamers Yet");
  browser_class->empty_description = N_("Import a list, or write down the first one.");
  browser_class->search_hint = N_("Name, pinyin, id or phone");
  browser_class->create_row = create_row;
  browser_class->bind_row = bind_row;
  browser_class->describe = describe;
  browser_class->warn = warn;
}

static void
roster_streamer_list_init (RosterStreamerList *self)
{
}

/**
 * roster_streamer_list_first_reads:
 * @reads: (element-type RosterFirstRead): gets what the list shows
 */
void
roster_streamer_list_first_reads (GArray *reads)
{
  RosterFirstRead streamers = roster_record_list_first_read (&roster_streamer_type);
  RosterFirstRead contacts = roster_last_contacts_first_read ();

  g_array_append_val (reads, streamers);
  g_array_append_val (reads, contacts);
}
