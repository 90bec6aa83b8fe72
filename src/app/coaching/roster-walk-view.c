/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-walk-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "roster-answer-box.h"
#include "roster-typed-text.h"
#include "roster-walk-overview.h"
#include "roster-left-open.h"
#include "roster-walk-photos.h"

/* Slower strokes of a finger are no swipe; in pixels a second. */
#define SWIPE_VELOCITY 300

struct _RosterWalkView
{
  GtkBox parent_instance;

  GtkProgressBar *progress;
  GtkLabel *position;
  GtkLabel *timer;
  GtkLabel *refusal;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  AdwBin *left_open_bin;
  GtkLabel *section;
  GtkLabel *text;
  GtkLabel *line;
  GtkWidget *evidence_box;
  GtkLabel *evidence;
  AdwBin *answer_bin;
  AdwBin *photos_bin;
  GtkWidget *reason_row;
  GtkEditable *reason;
  GtkEditable *comment;
  GtkToggleButton *guide;
  GtkRevealer *guidance_revealer;
  GtkLabel *guidance;
  GtkToggleButton *not_applicable;
  GtkToggleButton *overview_button;
  GtkButton *previous;
  GtkButton *next;
  GtkButton *finish;

  RosterWalkSession *session;
  RosterAnswerBox *answer;
  RosterLeftOpen *left_open;
  RosterWalkPhotos *photos;
  RosterWalkOverview *overview;
  char *shown_walk;
  int shown;
  /* The item that was filled in from the data last */
  int filled;
  gint64 opened_at;
  guint tick;
  gboolean updating;
};

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RosterWalkView, roster_walk_view, GTK_TYPE_BOX)

static RosterWalk *
walk_of (RosterWalkView *self)
{
  return roster_walk_session_walk (self->session);
}

static guint
cursor_of (RosterWalkView *self)
{
  return roster_walk_session_cursor (self->session);
}

static guint
n_items_of (RosterWalkView *self)
{
  return roster_template_n_items (roster_walk_template (walk_of (self)));
}

/* Nothing can be answered: it is signed, or the person only looks. */
static gboolean
is_locked (RosterWalkView *self)
{
  g_autofree char *refusal = roster_walk_session_refusal (self->session);

  return refusal != NULL || roster_walk_is_frozen (walk_of (self));
}

static const RosterItem *
item_of (RosterWalkView *self)
{
  return roster_template_item (roster_walk_template (walk_of (self)), cursor_of (self));
}

static const RosterAnswer *
answer_of (RosterWalkView *self)
{
  return roster_walk_answer (walk_of (self), cursor_of (self));
}

/* Writing */

/* Typed words belong to the item that is shown; they are taken before anything else happens. */
static void
take_words (RosterWalkView *self,
            RosterAnswer   *answer)
{
  const char *comment = gtk_editable_get_text (self->comment), *reason = gtk_editable_get_text (self->reason);

  g_free (answer->comment);
  g_free (answer->reason);
  answer->comment = *comment != '\0' ? g_strdup (comment) : NULL;
  answer->reason = *reason != '\0' ? g_strdup (reason) : NULL;
}

static void
flush_words (RosterWalkView *self)
{
  g_autoptr (RosterAnswer) answer = NULL;
  RosterWalk *walk = walk_of (self);

  if (walk == NULL || self->shown < 0 || is_locked (self) || (guint) self->shown >= n_items_of (self))
    return;

  answer = roster_answer_copy (roster_walk_answer (walk, (guint) self->shown));
  take_words (self, answer);
  if (g_strcmp0 (answer->comment, roster_walk_answer (walk, (guint) self->shown)->comment) != 0 ||
      g_strcmp0 (answer->reason, roster_walk_answer (walk, (guint) self->shown)->reason) != 0)
    roster_walk_session_answer (self->session, (guint) self->shown, answer, cursor_of (self));
}

static void
go (RosterWalkView *self,
    int             step)
{
  int cursor = (int) cursor_of (self) + step;

  flush_words (self);
  if (cursor >= 0 && cursor < (int) n_items_of (self))
    roster_walk_session_go (self->session, (guint) cursor);
}

static void
give (RosterWalkView    *self,
      RosterAnswerState  state,
      gint64             value,
      const char        *text)
{
  const RosterItem *item = item_of (self);
  g_autoptr (RosterAnswer) answer = roster_answer_copy (answer_of (self));
  const RosterFinding *finding = roster_walk_session_finding (self->session, cursor_of (self));
  guint cursor = cursor_of (self);

  answer->state = state;
  answer->value = value;
  g_free (answer->text);
  answer->text = g_strdup (text);
  take_words (self, answer);
  if (finding != NULL)
    {
      roster_finding_free (answer->finding);
      answer->finding = roster_finding_copy (finding);
    }

  /* Who overrules the data says why; everybody else goes on. */
  if (!roster_answer_overrules (item, answer) || answer->reason != NULL)
    cursor = MIN (cursor + 1, n_items_of (self) - 1);
  roster_walk_session_answer (self->session, cursor_of (self), answer, cursor);
  if (self->shown >= 0 && cursor == (guint) self->shown && gtk_widget_get_visible (self->reason_row))
    gtk_widget_grab_focus (GTK_WIDGET (self->reason));
}

static void
given_cb (RosterAnswerBox *box,
          gint64           value,
          const char      *text,
          RosterWalkView  *self)
{
  give (self, ROSTER_ANSWER_GIVEN, value, text);
}

static void
not_applicable_cb (RosterWalkView *self)
{
  if (self->updating || walk_of (self) == NULL)
    return;

  if (gtk_toggle_button_get_active (self->not_applicable))
    give (self, ROSTER_ANSWER_NOT_APPLICABLE, 0, NULL);
  else
    give (self, ROSTER_ANSWER_OPEN, 0, NULL);
}

/* What the data says is filled in when somebody comes to the item, with its evidence; a person may overrule it. Where
 * it cannot be written, as in a book that is only read, it is not tried again and again. */
static gboolean
fill_from_data (RosterWalkView *self)
{
  const RosterFinding *finding = roster_walk_session_finding (self->session, cursor_of (self));
  g_autoptr (RosterAnswer) answer = NULL;

  if (finding == NULL || finding->verdict == ROSTER_VERDICT_UNKNOWN || answer_of (self)->state != ROSTER_ANSWER_OPEN ||
      answer_of (self)->finding != NULL || is_locked (self) || self->filled == (int) cursor_of (self))
    return FALSE;

  self->filled = (int) cursor_of (self);
  answer = roster_answer_from_finding (item_of (self), finding);
  roster_walk_session_answer (self->session, cursor_of (self), answer, cursor_of (self));
  return TRUE;
}

/* Showing */

static void
show_line (RosterWalkView *self,
           RosterLine      line)
{
  gtk_widget_set_visible (GTK_WIDGET (self->line), line != ROSTER_LINE_NONE);
  gtk_widget_remove_css_class (GTK_WIDGET (self->line), "error");
  gtk_widget_remove_css_class (GTK_WIDGET (self->line), "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->line), line == ROSTER_LINE_RED ? "error" : "warning");
  gtk_label_set_label (self->line, line == ROSTER_LINE_RED ? _("Red line: failing caps the result")
                                                           : _("Yellow line: failing caps the result"));
}

static void
show_evidence (RosterWalkView *self)
{
  const RosterFinding *finding = answer_of (self)->finding;
  g_autofree char *words = NULL, *text = NULL;

  if (finding == NULL)
    finding = roster_walk_session_finding (self->session, cursor_of (self));
  gtk_widget_set_visible (self->evidence_box, finding != NULL);
  if (finding == NULL)
    return;

  words = roster_finding_words (finding, ROSTER_LANGUAGE_INTERFACE);
  /* Translators: %s is evidence such as “the name holds no shop word”. */
  text = g_strdup_printf (_("From the data: %s"), words);
  gtk_label_set_label (self->evidence, text);
}

static void
show_words (RosterWalkView *self,
            gboolean        other,
            gboolean        locked)
{
  const RosterAnswer *answer = answer_of (self);

  roster_typed_text_show (self->comment, answer->comment, other);
  roster_typed_text_show (self->reason, answer->reason, other);
  gtk_widget_set_sensitive (GTK_WIDGET (self->comment), !locked);
}

/* An item that asks for photos has them first. */
static void
show_photos (RosterWalkView *self,
             gboolean        first,
             gboolean        locked)
{
  GtkWidget *box = gtk_widget_get_parent (GTK_WIDGET (self->photos_bin));

  gtk_box_reorder_child_after (GTK_BOX (box), GTK_WIDGET (self->photos_bin),
                               first ? self->evidence_box : GTK_WIDGET (self->guidance_revealer));
  roster_walk_photos_show (self->photos, cursor_of (self), !locked);
}

static void
show_position (RosterWalkView *self)
{
  guint n_items = n_items_of (self), n_answered = roster_walk_n_answered (walk_of (self));
  g_autofree char *refusal = roster_walk_session_refusal (self->session), *text = NULL;

  /* Translators: which item of how many, and how many of them are answered. */
  text = g_strdup_printf (_("%u of %u · %u answered"), cursor_of (self) + 1, n_items, n_answered);
  gtk_label_set_label (self->position, text);
  gtk_progress_bar_set_fraction (self->progress, n_items > 0 ? (double) n_answered / n_items : 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->previous), cursor_of (self) > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->next), cursor_of (self) + 1 < n_items);
  gtk_label_set_label (self->refusal, refusal != NULL ? refusal : "");
  gtk_widget_set_visible (GTK_WIDGET (self->refusal), refusal != NULL);
  roster_widget_refuse (GTK_WIDGET (self->finish), refusal);
  gtk_widget_set_visible (GTK_WIDGET (self->finish), cursor_of (self) + 1 == n_items || n_answered == n_items);
}

static void
show_item (RosterWalkView *self)
{
  RosterTemplate *template = roster_walk_template (walk_of (self));
  const RosterItem *item = item_of (self);
  const RosterAnswer *answer = answer_of (self);
  gboolean locked = is_locked (self), other = self->shown != (int) cursor_of (self);
  const char *guidance = roster_words_in (&item->guidance, NULL);

  gtk_label_set_label (self->section,
                       roster_words_in (&roster_template_section (template, item->section)->title, NULL));
  gtk_label_set_label (self->text, roster_words_in (&item->text, NULL));
  roster_left_open_show (self->left_open);
  show_line (self, item->line);
  show_evidence (self);
  gtk_label_set_label (self->guidance, guidance != NULL ? guidance : "");
  gtk_widget_set_visible (GTK_WIDGET (self->guide), guidance != NULL);
  roster_answer_box_show (self->answer, item, answer);
  gtk_widget_set_sensitive (GTK_WIDGET (self->answer_bin), !locked);
  gtk_widget_set_sensitive (GTK_WIDGET (self->not_applicable), !locked);
  gtk_toggle_button_set_active (self->not_applicable, answer->state == ROSTER_ANSWER_NOT_APPLICABLE);
  gtk_widget_set_visible (self->reason_row, roster_answer_overrules (item, answer));
  show_words (self, other, locked);
  show_photos (self, item->kind == ROSTER_ITEM_PHOTO, locked);
  if (other)
    {
      gtk_toggle_button_set_active (self->guide, FALSE);
      gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
      roster_answer_box_focus (self->answer);
    }
  self->shown = (int) cursor_of (self);
}

/**
 * roster_walk_view_show:
 *
 * Shows the session's walk-through as it is now.
 */
void
roster_walk_view_show (RosterWalkView *self)
{
  g_return_if_fail (ROSTER_IS_WALK_VIEW (self));

  RosterWalk *walk = walk_of (self);
  const char *id;

  if (walk == NULL)
    {
      self->shown = -1;
      return;
    }

  id = roster_record_id (roster_walk_record (walk));
  if (g_strcmp0 (self->shown_walk, id) != 0)
    {
      g_free (self->shown_walk);
      self->shown_walk = g_strdup (id);
      self->shown = -1;
      self->filled = -1;
      self->opened_at = g_get_monotonic_time ();
      gtk_toggle_button_set_active (self->overview_button, FALSE);
    }
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && fill_from_data (self))
    return;

  self->updating = TRUE;
  show_item (self);
  show_position (self);
  if (gtk_toggle_button_get_active (self->overview_button))
    roster_walk_overview_show (self->overview, self->session);
  self->updating = FALSE;
}

/* Controls */

static void
previous_cb (RosterWalkView *self)
{
  go (self, -1);
}

static void
next_cb (RosterWalkView *self)
{
  go (self, 1);
}

static void
finish_cb (RosterWalkView *self)
{
  flush_words (self);
  roster_walk_session_finish (self->session);
}

static void
overview_cb (RosterWalkView *self)
{
  gboolean overview = gtk_toggle_button_get_active (self->overview_button);

  flush_words (self);
  if (overview && walk_of (self) != NULL)
    roster_walk_overview_show (self->overview, self->session);
  gtk_stack_set_visible_child_name (self->stack, overview ? "overview" : "item");
}

static void
chosen_cb (RosterWalkOverview *overview,
           guint               index,
           RosterWalkView     *self)
{
  gtk_toggle_button_set_active (self->overview_button, FALSE);
  roster_walk_session_go (self->session, index);
  roster_answer_box_focus (self->answer);
}

static void
words_done_cb (RosterWalkView *self)
{
  flush_words (self);
  go (self, 1);
}

/* From a field in which letters are letters to where they are keys again; what was typed is written. */
static gboolean
leave_entry (RosterWalkView *self)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));

  if (focus == NULL || !GTK_IS_EDITABLE (focus) || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return FALSE;

  flush_words (self);
  return gtk_widget_grab_focus (GTK_WIDGET (self->next)) || gtk_widget_grab_focus (GTK_WIDGET (self->previous));
}

/* Keys that reach this are not typed into an entry. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                RosterWalkView        *self)
{
  guint key = gdk_keyval_to_lower (keyval);

  if (walk_of (self) == NULL)
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_v && (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) == GDK_CONTROL_MASK)
    return roster_walk_photos_paste (self->photos) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  if (key == GDK_KEY_Escape)
    return leave_entry (self) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_o)
    gtk_toggle_button_set_active (self->overview_button, !gtk_toggle_button_get_active (self->overview_button));
  else if (gtk_toggle_button_get_active (self->overview_button))
    return GDK_EVENT_PROPAGATE;
  else if (key == GDK_KEY_Left || key == GDK_KEY_Page_Up)
    go (self, -1);
  else if (key == GDK_KEY_Right || key == GDK_KEY_Page_Down)
    go (self, 1);
  else if (key == GDK_KEY_g)
    gtk_toggle_button_set_active (self->guide, !gtk_toggle_button_get_active (self->guide));
  else if (key == GDK_KEY_c)
    gtk_widget_grab_focus (GTK_WIDGET (self->comment));
  else if (is_locked (self))
    return GDK_EVENT_PROPAGATE;
  else if (key == GDK_KEY_p && (state & GDK_SHIFT_MASK) != 0)
    roster_walk_photos_capture (self->photos);
  else if (key == GDK_KEY_p)
    roster_walk_photos_choose (self->photos);
  else if (key == GDK_KEY_x)
    gtk_toggle_button_set_active (self->not_applicable, !gtk_toggle_button_get_active (self->not_applicable));
  else
    return roster_answer_box_press (self->answer, key) ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;

  return GDK_EVENT_STOP;
}

static void
swiped_cb (GtkGestureSwipe *gesture,
           double           velocity_x,
           double           velocity_y,
           RosterWalkView  *self)
{
  if (walk_of (self) == NULL || ABS (velocity_x) < SWIPE_VELOCITY || ABS (velocity_x) < 2 * ABS (velocity_y))
    return;

  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  go (self, velocity_x < 0 ? 1 : -1);
}

static void
photo_failed_cb (RosterWalkView *self,
                 const char     *message)
{
  g_signal_emit (self, signals[FAILED], 0, message);
}

static gboolean
tick_cb (gpointer data)
{
  RosterWalkView *self = data;
  gint64 seconds = (g_get_monotonic_time () - self->opened_at) / G_USEC_PER_SEC;
  g_autofree char *text = g_strdup_printf ("%d:%02d", (int) (seconds / 60), (int) (seconds % 60));

  gtk_label_set_label (self->timer, text);
  return G_SOURCE_CONTINUE;
}

static void
roster_walk_view_map (GtkWidget *widget)
{
  RosterWalkView *self = ROSTER_WALK_VIEW (widget);

  GTK_WIDGET_CLASS (roster_walk_view_parent_class)->map (widget);

  self->tick = g_timeout_add_seconds (1, tick_cb, self);
  tick_cb (self);
  if (walk_of (self) != NULL)
    {
      roster_walk_view_show (self);
      roster_answer_box_focus (self->answer);
    }
}

/* Leaving needs no question: what was typed is written as well. */
static void
roster_walk_view_unmap (GtkWidget *widget)
{
  RosterWalkView *self = ROSTER_WALK_VIEW (widget);

  g_clear_handle_id (&self->tick, g_source_remove);
  flush_words (self);
  self->filled = -1;

  GTK_WIDGET_CLASS (roster_walk_view_parent_class)->unmap (widget);
}

static void
roster_walk_view_dispose (GObject *object)
{
  RosterWalkView *self = ROSTER_WALK_VIEW (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->shown_walk, g_free);

  G_OBJECT_CLASS (roster_walk_view_parent_class)->dispose (object);
}

static void
roster_walk_view_class_init (RosterWalkViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = roster_walk_view_dispose;
  widget_class->map = roster_walk_view_map;
  widget_class->unmap = roster_walk_view_unmap;

  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/weiye/Roster/ui/roster-walk-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, progress);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, position);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, timer);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, refusal);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, stack);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, scroller);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, section);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, left_open_bin);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, text);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, line);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, evidence_box);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, evidence);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, answer_bin);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, reason_row);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, reason);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, comment);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, guide);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, guidance_revealer);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, guidance);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, not_applicable);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, overview_button);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, photos_bin);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, previous);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, next);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, finish);
  gtk_widget_class_bind_template_child (widget_class, RosterWalkView, overview);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, finish_cb);
  gtk_widget_class_bind_template_callback (widget_class, overview_cb);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, words_done_cb);
  gtk_widget_class_bind_template_callback (widget_class, not_applicable_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, swiped_cb);
}

static void
roster_walk_view_init (RosterWalkView *self)
{
  self->shown = -1;
  self->filled = -1;
  g_type_ensure (ROSTER_TYPE_WALK_OVERVIEW);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->answer = ROSTER_ANSWER_BOX (roster_answer_box_new ());
  adw_bin_set_child (self->answer_bin, GTK_WIDGET (self->answer));
  g_signal_connect_object (self->answer, "given", G_CALLBACK (given_cb), self, 0);
}

/**
 * roster_walk_view_new:
 *
 * Returns: (transfer floating): a view of the session's walk-through; roster_walk_view_show() tells it of changes
 */
GtkWidget *
roster_walk_view_new (RosterContext     *context,
                      RosterWalkSession *session)
{
  RosterWalkView *self;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (ROSTER_IS_WALK_SESSION (session), NULL);

  self = g_object_new (ROSTER_TYPE_WALK_VIEW, NULL);
  self->session = g_object_ref (session);
  self->photos = ROSTER_WALK_PHOTOS (roster_walk_photos_new (context, session));
  adw_bin_set_child (self->photos_bin, GTK_WIDGET (self->photos));
  self->left_open = ROSTER_LEFT_OPEN (roster_left_open_new (context, session));
  adw_bin_set_child (self->left_open_bin, GTK_WIDGET (self->left_open));
  g_signal_connect_object (self->photos, "failed", G_CALLBACK (photo_failed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
