/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-line-up-card.h"

#include <glib/gi18n-lib.h>

#include "roster-format.h"

/* Points. */
#define GAP 6.0
#define POSITION_WIDTH 28.0

/* One block that must not be cut by the end of a page. */
typedef struct
{
  PangoLayout *position;
  PangoLayout *text;
  PangoLayout *amount;
  double height;
} Block;

typedef struct
{
  RosterLineUpCard card;
  GPtrArray *blocks;
  GArray *first_block;
  PangoLayout *head;
  PangoLayout *foot;
  double head_height;
  const RosterLineUpReading *reading;
} Printing;

static void
block_free (gpointer data)
{
  Block *block = data;

  g_clear_object (&block->position);
  g_clear_object (&block->text);
  g_clear_object (&block->amount);
  g_free (block);
}

static void
printing_clear (Printing *self)
{
  g_clear_pointer (&self->blocks, g_ptr_array_unref);
  g_clear_pointer (&self->first_block, g_array_unref);
  g_clear_object (&self->head);
  g_clear_object (&self->foot);
}

static PangoLayout *
make_layout (GtkPrintContext *context,
             const char      *markup,
             double           width,
             PangoAlignment   alignment)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);

  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_markup (layout, markup, -1);
  return layout;
}

static double
height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return height / (double) PANGO_SCALE;
}

static const char *
role_in_words (RosterLineUpRole role)
{
  return role == ROSTER_LINE_UP_TRAFFIC ? _("Traffic item") : _("Profit item");
}

static char *
host_markup (const RosterLineUpItem *item,
             RosterRecord           *product)
{
  const char *points = product != NULL ? roster_record_text (product, "sellingPoints") : NULL;
  const char *name = product != NULL ? roster_record_title (product) : _("Unknown");

  if (points == NULL)
    return g_markup_printf_escaped ("<span size=\"18pt\" weight=\"bold\">%s</span>\n<span size=\"12pt\">%s</span>",
                                    name, role_in_words (item->role));

  return g_markup_printf_escaped (
      "<span size=\"18pt\" weight=\"bold\">%s</span>\n<span size=\"12pt\">%s</span>\n<span size=\"14pt\">%s</span>",
      name, role_in_words (item->role), points);
}

/* A fact of the product, or a dash where nobody has recorded it. */
static char *
fact (RosterRecord *product,
      const char *field,
      char *(*format) (gint64))
{
  return product != NULL && roster_record_has (product, field) ? format (roster_record_number (product, field, 0))
                                                               : g_strdup ("–");
}

static char *
control_markup (const RosterLineUpItem    *item,
                RosterRecord              *product,
                const RosterLineUpReading *reading)
{
  const char *name = product != NULL ? roster_record_title (product) : _("Unknown");
  const char *number = product != NULL ? roster_record_text (product, "sku") : NULL;
  const char *maker = product != NULL ? roster_record_text (product, "factory") : NULL;
  RosterRecord *factory = maker != NULL ? g_hash_table_lookup (reading->factories, maker) : NULL;
  g_autofree char *stock = fact (product, "stock", roster_format_count);
  g_autofree char *margin = fact (product, "unitMargin", roster_format_money_exact);
  g_autofree char *capacity = fact (product, "dailyCapacity", roster_format_count);
  /* Translators: facts for the control desk: role, product number, units in stock, units a day, margin, factory. */
  g_autofree char *facts = g_strdup_printf (_("%s · no. %s · stock %s · %s a day · margin %s · %s"),
                                            role_in_words (item->role), number != NULL ? number : "–", stock, capacity,
                                            margin, factory != NULL ? roster_record_title (factory) : "–");

  return g_markup_printf_escaped ("<span size=\"13pt\" weight=\"bold\">%s</span>\n<span size=\"10pt\">%s</span>", name,
                                  facts);
}

static Block *
make_block (Printing               *self,
            GtkPrintContext        *context,
            const RosterLineUpItem *item,
            guint                   position)
{
  Block *block = g_new0 (Block, 1);
  RosterRecord *product = g_hash_table_lookup (self->reading->products, item->product);
  gboolean host = self->card == ROSTER_LINE_UP_CARD_HOST;
  double width = gtk_print_context_get_width (context), amount_width = width * (host ? 0.24 : 0.18);
  g_autofree char *money = item->price != ROSTER_LINE_UP_UNKNOWN ? roster_format_money_exact (item->price)
                                                                 : g_strdup ("–");
  g_autofree char *text = host ? host_markup (item, product) : control_markup (item, product, self->reading);
  g_autofree char *place = g_markup_printf_escaped ("<span size=\"%dpt\">%u</span>", host ? 18 : 13, position + 1);
  g_autofree char *amount =
      g_markup_printf_escaped ("<span size=\"%dpt\" weight=\"bold\">%s</span>", host ? 20 : 13, money);

  block->position = make_layout (context, place, POSITION_WIDTH, PANGO_ALIGN_LEFT);
  block->text = make_layout (context, text, width - POSITION_WIDTH - amount_width - GAP, PANGO_ALIGN_LEFT);
  block->amount = make_layout (context, amount, amount_width, PANGO_ALIGN_RIGHT);
  block->height = MAX (height_of (block->text), height_of (block->amount)) + 2 * GAP;
  return block;
}

static PangoLayout *
make_head (Printing        *self,
           GtkPrintContext *context)
{
  const RosterLineUpReading *reading = self->reading;
  const char *streamer = reading->streamer != NULL ? roster_record_title (reading->streamer) : "";
  const char *start = reading->live != NULL ? roster_record_text (reading->live, "startLocal") : NULL;
  g_autofree char *day = start != NULL ? g_strndup (start, 10) : g_strdup ("");
  g_autofree char *time = start != NULL && strlen (start) >= 16 ? g_strndup (start + 11, 5) : g_strdup ("");
  const char *kind = self->card == ROSTER_LINE_UP_CARD_HOST ? _("Host card") : _("Control card");
  g_autofree char *markup = g_markup_printf_escaped (
      "<span size=\"20pt\" weight=\"bold\">%s</span>\n<span size=\"11pt\">%s · %s %s · %s</span>", streamer, kind, day,
      time, roster_record_title (reading->line_up));

  return make_layout (context, markup, gtk_print_context_get_width (context), PANGO_ALIGN_LEFT);
}

/* A card that was printed before a change is told from one that was printed after it. */
static PangoLayout *
make_foot (Printing        *self,
           GtkPrintContext *context)
{
  gboolean draft = g_strcmp0 (roster_record_text (self->reading->line_up, "state"), "draft") == 0;
  int version = (int) roster_record_number (self->reading->line_up, "version", 1);
  g_autofree char *words = draft ? g_strdup_printf (_("Version %d · draft, not confirmed"), version)
                                 : g_strdup_printf (_("Version %d"), version);
  g_autofree char *markup = g_markup_printf_escaped ("<span size=\"10pt\">%s</span>", words);

  return make_layout (context, markup, gtk_print_context_get_width (context), PANGO_ALIGN_RIGHT);
}

static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Printing          *self)
{
  double room, used = 0;
  guint first = 0;

  printing_clear (self);
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->first_block = g_array_new (FALSE, FALSE, sizeof (guint));
  self->head = make_head (self, context);
  self->foot = make_foot (self, context);
  self->head_height = height_of (self->head) + 2 * GAP;
  room = gtk_print_context_get_height (context) - self->head_height - height_of (self->foot) - GAP;

  g_array_append_val (self->first_block, first);
  for (guint i = 0; i < self->reading->items->len; i++)
    {
      Block *block = make_block (self, context, self->reading->items->pdata[i], i);

      g_ptr_array_add (self->blocks, block);
      if (used > 0 && used + block->height > room)
        {
          g_array_append_val (self->first_block, i);
          used = 0;
        }
      used += block->height;
    }
  gtk_print_operation_set_n_pages (operation, (int) self->first_block->len);
}

static void
draw_layout (cairo_t     *cr,
             PangoLayout *layout,
             double       x,
             double       y)
{
  cairo_move_to (cr, x, y);
  pango_cairo_show_layout (cr, layout);
}

static void
draw_rule (cairo_t *cr,
           double   y,
           double   width)
{
  cairo_set_source_rgb (cr, 0.7, 0.7, 0.7);
  cairo_set_line_width (cr, 0.5);
  cairo_move_to (cr, 0, y);
  cairo_line_to (cr, width, y);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Printing          *self)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  double width = gtk_print_context_get_width (context), y = self->head_height;
  guint first = g_array_index (self->first_block, guint, page);
  guint end = page + 1 < (int) self->first_block->len ? g_array_index (self->first_block, guint, page + 1)
                                                      : self->blocks->len;

  cairo_set_source_rgb (cr, 0, 0, 0);
  draw_layout (cr, self->head, 0, 0);
  for (guint i = first; i < end; i++)
    {
      Block *block = self->blocks->pdata[i];

      draw_rule (cr, y, width);
      draw_layout (cr, block->position, 0, y + GAP);
      draw_layout (cr, block->text, POSITION_WIDTH, y + GAP);
      draw_layout (cr, block->amount, width - pango_layout_get_width (block->amount) / (double) PANGO_SCALE, y + GAP);
      y += block->height;
    }
  draw_rule (cr, y, width);
  draw_layout (cr, self->foot, 0, gtk_print_context_get_height (context) - height_of (self->foot));
}

/**
 * roster_line_up_card_print:
 * @parent: (nullable): over which window the dialog opens
 * @file: (nullable): a PDF file to write instead of asking for a printer
 *
 * Prints a card of the line-up, with its version on each page.
 *
 * Returns: whether it was printed, or the person thought better of it; otherwise @error says why not
 */
gboolean
roster_line_up_card_print (GtkWindow                  *parent,
                           const RosterLineUpReading  *reading,
                           RosterLineUpCard            card,
                           const char                 *file,
                           GError                    **error)
{
  g_autoptr (GtkPrintOperation) operation = NULL;
  Printing printing = { .card = card, .reading = reading };
  GtkPrintOperationResult result;

  g_return_val_if_fail (reading != NULL && reading->line_up != NULL, FALSE);

  operation = gtk_print_operation_new ();
  gtk_print_operation_set_job_name (operation, roster_record_title (reading->line_up));
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  if (file != NULL)
    gtk_print_operation_set_export_filename (operation, file);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), &printing);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), &printing);
  result = gtk_print_operation_run (operation,
                                    file != NULL ? GTK_PRINT_OPERATION_ACTION_EXPORT
                                                 : GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                                    parent, error);
  printing_clear (&printing);
  return result != GTK_PRINT_OPERATION_RESULT_ERROR;
}
