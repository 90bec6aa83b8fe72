/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coaching-print.h"

#include <glib/gi18n-lib.h>

#include "roster-coaching-words.h"
#include "roster-format.h"
#include "roster-signature-pad.h"

/* In points. */
#define GAP 6
#define SIGNATURE_WIDTH 150
#define SIGNATURE_HEIGHT 60

typedef enum
{
  TITLE,
  HEADING,
  BODY,
  SMALL,
} Style;

/* A paragraph of the document: words, or a signature under words. */
typedef struct
{
  Style style;
  char *left;
  char *right;
  char *strokes;
  double height;
} Paragraph;

/* The document: paragraphs, and the first one of each page. */
typedef struct
{
  GArray *paragraphs;
  GArray *pages;
} Document;

static const char *const fonts[] = {
  [TITLE] = "Sans Bold 16",
  [HEADING] = "Sans Bold 11",
  [BODY] = "Sans 10",
  [SMALL] = "Sans 8",
};

static void
clear_paragraph (gpointer data)
{
  Paragraph *paragraph = data;

  g_free (paragraph->left);
  g_free (paragraph->right);
  g_free (paragraph->strokes);
}

static void
document_free (gpointer data)
{
  Document *document = data;

  g_array_unref (document->paragraphs);
  g_array_unref (document->pages);
  g_free (document);
}

static void
add (Document *document,
     Style     style,
     char     *left,
     char     *right)
{
  Paragraph paragraph = { .style = style, .left = left, .right = right };

  g_array_append_val (document->paragraphs, paragraph);
}

static void
add_section (Document          *document,
             RosterWalk        *walk,
             const RosterScore *score,
             guint              index)
{
  RosterTemplate *template = roster_walk_template (walk);
  const RosterSection *section = roster_template_section (template, index);

  add (document, HEADING, g_strdup (roster_words_in (&section->title, NULL)),
       roster_coaching_result_words (g_array_index (score->sections, RosterSectionScore, index).result));
  for (guint i = section->first_item; i < section->first_item + section->n_items; i++)
    {
      const RosterItem *item = roster_template_item (template, i);
      const RosterAnswer *answer = roster_walk_answer (walk, i);

      add (document, BODY, g_strdup (roster_words_in (&item->text, NULL)), roster_coaching_answer_words (item, answer));
      if (answer->comment != NULL)
        add (document, SMALL, g_strdup (answer->comment), NULL);
      if (answer->finding != NULL)
        add (document, SMALL, roster_finding_words (answer->finding), NULL);
      if (roster_walk_is_amended (walk, i))
        add (document, SMALL, g_strdup (_("amended")), NULL);
    }
}

static void
add_signature (Document     *document,
               RosterWalk   *walk,
               RosterSigner  side,
               RosterClock  *clock)
{
  const RosterSignature *signature = roster_walk_signature (walk, side);
  Paragraph paragraph = { .style = BODY };

  paragraph.left = g_strdup (side == ROSTER_SIGNER_TRAINER ? _("Trainer") : _("Streamer"));
  if (signature == NULL)
    paragraph.right = g_strdup (_("not signed yet"));
  else
    {
      g_autofree char *when = roster_format_instant (clock, signature->at);

      /* Translators: who signed, and when. */
      paragraph.right = g_strdup_printf (_("%s, %s"), signature->name, when);
      paragraph.strokes = g_strdup (signature->strokes);
    }
  g_array_append_val (document->paragraphs, paragraph);
}

static Document *
document_new (RosterContext     *context,
              RosterWalkSession *session)
{
  Document *document = g_new0 (Document, 1);
  RosterWalk *walk = roster_walk_session_walk (session);
  const RosterScore *score = roster_walk_session_score (session);
  RosterClock *clock = roster_context_clock (context);
  g_autofree char *points = NULL, *when = NULL;

  document->paragraphs = g_array_new (FALSE, TRUE, sizeof (Paragraph));
  document->pages = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_clear_func (document->paragraphs, clear_paragraph);

  when = roster_format_instant (clock, roster_record_number (roster_walk_record (walk), "finishedAt",
                                                             roster_clock_now (clock)));
  points = roster_coaching_difference_words (score->result, roster_walk_session_before (session));
  add (document, TITLE, g_strdup (roster_record_title (roster_walk_session_streamer (session))),
       roster_coaching_result_words (score->result));
  /* Translators: the name of a checklist and its version. */
  add (document, BODY,
       g_strdup_printf (_("%s, version %d"),
                        roster_coaching_checklist_name (roster_walk_session_checklist (session)),
                        (int) roster_record_number (roster_walk_record (walk), "checklistVersion", 1)),
       g_steal_pointer (&when));
  if (points != NULL)
    add (document, BODY, g_strdup_printf (_("%s since the last time"), points), NULL);
  for (guint i = 0; i < roster_template_n_sections (roster_walk_template (walk)); i++)
    add_section (document, walk, score, i);
  add (document, HEADING, g_strdup (_("Sign-off")), NULL);
  for (guint i = 0; i < ROSTER_N_SIGNERS; i++)
    add_signature (document, walk, i, clock);
  return document;
}

static PangoLayout *
new_layout (GtkPrintContext *context,
            Style            style,
            const char      *text,
            double           width,
            PangoAlignment   alignment)
{
  PangoLayout *layout = gtk_print_context_create_pango_layout (context);
  g_autoptr (PangoFontDescription) font = pango_font_description_from_string (fonts[style]);

  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_text (layout, text, -1);
  return layout;
}

static double
height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return height / (double) PANGO_SCALE;
}

/* Draws the paragraph at the height where the drawing stands, or only measures it. */
static double
lay_out (GtkPrintContext *context,
         const Paragraph *paragraph,
         cairo_t         *cr,
         double           y)
{
  double width = gtk_print_context_get_width (context), share = paragraph->right != NULL ? 0.68 : 1;
  g_autoptr (PangoLayout) left =
      new_layout (context, paragraph->style, paragraph->left, width * share, PANGO_ALIGN_LEFT);
  g_autoptr (PangoLayout) right =
      paragraph->right != NULL
          ? new_layout (context, paragraph->style, paragraph->right, width * 0.30, PANGO_ALIGN_RIGHT)
          : NULL;
  double height = MAX (height_of (left), right != NULL ? height_of (right) : 0);
  double above = paragraph->style == HEADING ? 2 * GAP : 0;

  if (cr != NULL)
    {
      cairo_move_to (cr, 0, y + above);
      pango_cairo_show_layout (cr, left);
      if (right != NULL)
        {
          cairo_move_to (cr, width * 0.70, y + above);
          pango_cairo_show_layout (cr, right);
        }
    }
  if (paragraph->strokes != NULL)
    {
      if (cr != NULL)
        {
          cairo_save (cr);
          cairo_translate (cr, width - SIGNATURE_WIDTH, y + above + height + GAP);
          roster_signature_draw (cr, paragraph->strokes, SIGNATURE_WIDTH, SIGNATURE_HEIGHT);
          cairo_restore (cr);
        }
      height += GAP + SIGNATURE_HEIGHT;
    }

  return above + height + GAP;
}

static void
begin_print_cb (GtkPrintOperation *operation,
                GtkPrintContext   *context,
                Document          *document)
{
  double room = gtk_print_context_get_height (context), used = 0;
  guint first = 0;

  g_array_set_size (document->pages, 0);
  g_array_append_val (document->pages, first);
  for (guint i = 0; i < document->paragraphs->len; i++)
    {
      Paragraph *paragraph = &g_array_index (document->paragraphs, Paragraph, i);
      double height = lay_out (context, paragraph, NULL, 0);

      if (used > 0 && used + height > room)
        {
          g_array_append_val (document->pages, i);
          used = 0;
        }
      used += height;
    }
  gtk_print_operation_set_n_pages (operation, (int) document->pages->len);
}

static void
draw_page_cb (GtkPrintOperation *operation,
              GtkPrintContext   *context,
              int                page,
              Document          *document)
{
  cairo_t *cr = gtk_print_context_get_cairo_context (context);
  guint from = g_array_index (document->pages, guint, page);
  guint to = (guint) page + 1 < document->pages->len ? g_array_index (document->pages, guint, page + 1)
                                                     : document->paragraphs->len;
  double y = 0;

  cairo_set_source_rgb (cr, 0, 0, 0);
  for (guint i = from; i < to; i++)
    y += lay_out (context, &g_array_index (document->paragraphs, Paragraph, i), cr, y);
}

/**
 * roster_coaching_print_operation:
 * @session: with a walk-through that is read
 *
 * Returns: (transfer full): what prints the walk-through as it is now
 */
GtkPrintOperation *
roster_coaching_print_operation (RosterContext     *context,
                                 RosterWalkSession *session)
{
  GtkPrintOperation *operation;
  Document *document;
  g_autofree char *name = NULL;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (roster_walk_session_walk (session) != NULL, NULL);

  operation = gtk_print_operation_new ();
  document = document_new (context, session);
  name = g_strdup_printf ("%s – %s", roster_record_title (roster_walk_session_streamer (session)),
                          roster_coaching_checklist_name (roster_walk_session_checklist (session)));
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  g_object_set_data_full (G_OBJECT (operation), "document", document, document_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), document);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), document);
  return operation;
}

/**
 * roster_coaching_print:
 *
 * Shows the print dialog, which can also show a preview and write a PDF.
 */
void
roster_coaching_print (GtkWindow         *window,
                       RosterContext     *context,
                       RosterWalkSession *session)
{
  g_autoptr (GtkPrintOperation) operation = roster_coaching_print_operation (context, session);

  gtk_print_operation_set_allow_async (operation, TRUE);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, window, NULL);
}
