/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-week-strip.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"
#include "roster-hours-bar.h"

/* A name that is longer is cut, in the width of Latin letters. */
#define LONGEST_NAME 16

struct _RosterWeekStrip
{
  AdwBin parent_instance;

  GtkBox *box;
  GPtrArray *lives;
  GPtrArray *owing;
};

enum
{
  PLAN,
  SHOW_DAY,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterWeekStrip, roster_week_strip, ADW_TYPE_BIN)

/* In the width of Latin letters. */
static int
width_of (const char *text)
{
  int width = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    width += g_unichar_iswide (g_utf8_get_char (text)) ? 2 : 1;

  return width;
}

static GtkWidget *
add_line (GtkBox     *box,
          const char *text,
          const char *class_name)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  if (class_name != NULL)
    gtk_widget_add_css_class (label, class_name);
  gtk_box_append (box, label);
  return label;
}

static GtkBox *
add_popover (GtkMenuButton *button)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (box, "strip-popover");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (button, popover);
  return GTK_BOX (box);
}

/* Clashes */

static void
clash_clicked_cb (GtkButton       *button,
                  RosterWeekStrip *self)
{
  GtkWidget *chip = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_MENU_BUTTON);
  guint day = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "day"));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (chip));
  g_signal_emit (self, signals[SHOW_DAY], 0, day);
}

static void
add_clash (RosterWeekStrip    *self,
           GtkBox             *box,
           RosterCalendarLive *live)
{
  GtkWidget *button = gtk_button_new (), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *span = roster_calendar_live_hours (live);
  g_autofree char *heading = g_strdup_printf ("%s · %s %s", live->who, roster_weekday_short (live->day), span);

  add_line (GTK_BOX (words), heading, "heading");
  add_line (GTK_BOX (words), live->warning, "caption");
  gtk_button_set_child (GTK_BUTTON (button), words);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "day", GUINT_TO_POINTER (live->day));
  g_signal_connect (button, "clicked", G_CALLBACK (clash_clicked_cb), self);
  gtk_box_append (box, button);
}

/* What hangs on a chip is made when somebody asks for it. */
static void
create_clashes_cb (GtkMenuButton *chip,
                   gpointer       user_data)
{
  RosterWeekStrip *self = user_data;
  GtkBox *box;

  if (gtk_menu_button_get_popover (chip) != NULL)
    return;

  box = add_popover (chip);
  for (guint i = 0; i < self->lives->len; i++)
    if (((RosterCalendarLive *) self->lives->pdata[i])->clashes)
      add_clash (self, box, self->lives->pdata[i]);
}

static void
show_clashes (RosterWeekStrip *self,
              GPtrArray       *lives)
{
  GtkWidget *chip, *inside, *label;
  guint n_clashes = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < lives->len; i++)
    n_clashes += ((RosterCalendarLive *) lives->pdata[i])->clashes;
  if (n_clashes == 0)
    return;

  text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u live clashes", "%u lives clash", n_clashes), n_clashes);
  chip = gtk_menu_button_new ();
  inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  label = gtk_label_new (text);
  gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name ("dialog-warning-symbolic"));
  gtk_box_append (GTK_BOX (inside), label);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (chip), inside);
  gtk_widget_add_css_class (chip, "strip-chip");
  gtk_widget_add_css_class (chip, "clashes");
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (chip), create_clashes_cb, self, NULL);
  gtk_box_append (self->box, chip);
}

/* Hours owed */

typedef struct
{
  char *streamer;
  RosterFreeSlot slot;
} Offer;

static void
offer_free (gpointer  data,
            GClosure *closure)
{
  Offer *offer = data;

  g_free (offer->streamer);
  g_free (offer);
}

static void
offer_clicked_cb (GtkButton *button,
                  Offer     *offer)
{
  g_autoptr (GtkWidget) strip =
      g_object_ref (gtk_widget_get_ancestor (GTK_WIDGET (button), ROSTER_TYPE_WEEK_STRIP));
  GtkWidget *chip = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_MENU_BUTTON);

  gtk_menu_button_popdown (GTK_MENU_BUTTON (chip));
  g_signal_emit (strip, signals[PLAN], 0, offer->streamer, offer->slot.start,
                 (int) ((offer->slot.end - offer->slot.start) / 60000));
}

static void
add_offer (RosterWeekStrip      *self,
           GtkBox               *box,
           const RosterOwing    *owing,
           const RosterFreeSlot *slot)
{
  guint32 day = ROSTER_WALL_EPOCH_DAY + roster_wall_day (slot->wall) / ROSTER_WALL_DAY;
  int minute = (slot->wall - roster_wall_day (slot->wall)) / 60;
  g_autofree char *from = roster_minute_to_text (minute);
  g_autofree char *to = roster_minute_to_text (minute + (slot->end - slot->start) / 60000);
  g_autofree char *when = g_strdup_printf ("%s %s–%s", roster_weekday_short (day), from, to);
  g_autofree char *rate = slot->rate > 0 ? roster_format_money (slot->rate) : NULL;
  /* Translators: an amount of money. */
  g_autofree char *why = rate != NULL ? g_strdup_printf (_("sold %s an hour"), rate) : g_strdup (_("free"));
  g_autofree char *name = g_strdup_printf (_("Plan %s, %s"), owing->who, when);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Plan"));
  Offer *offer = g_new0 (Offer, 1);

  add_line (GTK_BOX (words), when, "numeric");
  gtk_widget_add_css_class (add_line (GTK_BOX (words), why, "caption"), "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  offer->streamer = g_strdup (owing->id);
  offer->slot = *slot;
  g_signal_connect_data (button, "clicked", G_CALLBACK (offer_clicked_cb), offer, offer_free, 0);
  gtk_box_append (GTK_BOX (row), words);
  gtk_box_append (GTK_BOX (row), button);
  gtk_box_append (box, row);
}

static void
explain_owing (RosterWeekStrip   *self,
               GtkBox            *box,
               const RosterOwing *owing)
{
  const RosterObligation *obligation = &owing->obligation;
  g_autofree char *owed = roster_format_hours (obligation->owed_minutes);
  g_autofree char *held = roster_format_hours (obligation->held_minutes);
  g_autofree char *planned = roster_format_hours (obligation->planned_minutes);
  g_autofree char *missing = roster_format_hours (obligation->missing_minutes);
  g_autofree char *sums = g_strdup_printf (_("%s owed · %s held · %s planned"), owed, held, planned);
  g_autofree char *rest = NULL;

  add_line (box, owing->who, "heading");
  add_line (box, sums, "numeric");
  switch (obligation->state)
    {
    case ROSTER_OBLIGATION_NONE:
    case ROSTER_OBLIGATION_MET:
      rest = g_strdup (_("The week is done."));
      break;
    case ROSTER_OBLIGATION_PLANNED:
      rest = g_strdup (_("The week is planned."));
      break;
    case ROSTER_OBLIGATION_OPEN:
      rest = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%s missing; there is time for %u session until Sunday night.",
                       "%s missing; there is time for %u sessions until Sunday night.", obligation->feasible_sessions),
          missing, obligation->feasible_sessions);
      break;
    case ROSTER_OBLIGATION_LOST:
      rest = g_strdup_printf (_("%s missing, more than fits until Sunday night."), missing);
      break;
    }
  gtk_widget_add_css_class (add_line (box, rest, "caption"), "dim-label");
  if (owing->refusal != NULL && owing->slots->len > 0)
    {
      add_line (box, owing->refusal, "dim-label");
      return;
    }
  for (guint i = 0; i < owing->slots->len; i++)
    add_offer (self, box, owing, &g_array_index (owing->slots, RosterFreeSlot, i));
}

static void
create_owing_cb (GtkMenuButton *chip,
                 gpointer       user_data)
{
  RosterWeekStrip *self =
      ROSTER_WEEK_STRIP (gtk_widget_get_ancestor (GTK_WIDGET (chip), ROSTER_TYPE_WEEK_STRIP));

  if (gtk_menu_button_get_popover (chip) == NULL)
    explain_owing (self, add_popover (chip), user_data);
}

static void
show_owing (RosterWeekStrip   *self,
            const RosterOwing *owing)
{
  const RosterObligation *obligation = &owing->obligation;
  g_autofree char *missing = roster_format_hours (obligation->missing_minutes);
  g_autofree char *owed = roster_format_hours (obligation->owed_minutes);
  /* Translators: how many hours a streamer lacks. */
  g_autofree char *lack = obligation->missing_minutes > 0 ? g_strdup_printf (_("%s short"), missing) : NULL;
  g_autofree char *name = obligation->missing_minutes > 0
                              ? g_strdup_printf (_("%s lacks %s of %s"), owing->who, missing, owed)
                              : g_strdup_printf (_("%s has planned or held %s"), owing->who, owed);
  GtkWidget *chip = gtk_menu_button_new (), *inside = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *who = gtk_label_new (owing->who);

  gtk_label_set_ellipsize (GTK_LABEL (who), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (who), MIN (width_of (owing->who), LONGEST_NAME));
  gtk_box_append (GTK_BOX (inside), who);
  gtk_box_append (GTK_BOX (inside), roster_hours_bar_new (obligation->owed_minutes, obligation->held_minutes,
                                                          obligation->planned_minutes));
  if (lack != NULL)
    {
      GtkWidget *label = gtk_label_new (lack);

      gtk_widget_add_css_class (label, "numeric");
      gtk_box_append (GTK_BOX (inside), label);
    }
  else
    {
      gtk_box_append (GTK_BOX (inside), gtk_image_new_from_icon_name ("object-select-symbolic"));
    }
  gtk_menu_button_set_child (GTK_MENU_BUTTON (chip), inside);
  gtk_widget_add_css_class (chip, "strip-chip");
  gtk_accessible_update_property (GTK_ACCESSIBLE (chip), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_tooltip_text (chip, name);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (chip), create_owing_cb, (gpointer) owing, NULL);
  gtk_box_append (self->box, chip);
}

static void
roster_week_strip_finalize (GObject *object)
{
  RosterWeekStrip *self = ROSTER_WEEK_STRIP (object);

  g_clear_pointer (&self->lives, g_ptr_array_unref);
  g_clear_pointer (&self->owing, g_ptr_array_unref);

  G_OBJECT_CLASS (roster_week_strip_parent_class)->finalize (object);
}

static void
roster_week_strip_class_init (RosterWeekStripClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = roster_week_strip_finalize;

  signals[PLAN] = g_signal_new ("plan", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING,
                                G_TYPE_INT64, G_TYPE_INT);
  signals[SHOW_DAY] =
      g_signal_new ("show-day", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
roster_week_strip_init (RosterWeekStrip *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_add_css_class (GTK_WIDGET (self->box), "week-strip");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->box));
  adw_bin_set_child (ADW_BIN (self), scroller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("What the week still wants"), -1);
}

/**
 * roster_week_strip_show:
 * @lives: (element-type RosterCalendarLive): the week's
 * @owing: (element-type RosterOwing): who owes lives in it
 *
 * Shows what is wrong and what is owed; nothing where nothing is.
 */
void
roster_week_strip_show (RosterWeekStrip *self,
                        GPtrArray       *lives,
                        GPtrArray       *owing)
{
  GtkWidget *child;

  g_return_if_fail (ROSTER_IS_WEEK_STRIP (self));
  g_return_if_fail (lives != NULL && owing != NULL);

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  g_clear_pointer (&self->lives, g_ptr_array_unref);
  g_clear_pointer (&self->owing, g_ptr_array_unref);
  self->lives = g_ptr_array_ref (lives);
  self->owing = g_ptr_array_ref (owing);
  show_clashes (self, lives);
  for (guint i = 0; i < owing->len; i++)
    show_owing (self, owing->pdata[i]);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self->box)) != NULL);
}
