/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-coaching-print.h"

#include "roster-coaching-words.h"
#include "roster-format.h"
#include "roster-signature-pad.h"
#include "roster-walk-photo.h"

/* In points. */
#define GAP 6
#define SIGNATURE_WIDTH 150
#define SIGNATURE_HEIGHT 60
#define PHOTO_WIDTH 150
#define PHOTO_HEIGHT 112

/* So many photos make a paragraph: a page may break between two. */
#define PHOTOS_TOGETHER 3

typedef enum
{
  TITLE,
  HEADING,
  BODY,
  SMALL,
} Style;

/* A paragraph of the document: words, or a signature or photos under words. */
typedef struct
{
  Style style;
  char *left;
  char *right;
  char *strokes;
  GPtrArray *photos;
  double height;
} Paragraph;

/* The document: paragraphs in one language, and the first one of each page. */
typedef struct
{
  RosterLanguage language;
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
  g_clear_pointer (&paragraph->photos, g_ptr_array_unref);
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

static const char *
words_of (Document          *document,
          const RosterWords *words)
{
  return roster_words_in (words, roster_language_code (document->language));
}

/* Written without names of days and months: those are at hand in the language of the process only. */
static char *
date_of (Document    *document,
         RosterClock *clock,
         gint64       instant)
{
  g_autoptr (GTimeZone) zone = roster_clock_zone (clock);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / 1000);
  g_autoptr (GDateTime) time = utc != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  /* Translators: a date and time for g_date_time_format(), without names of days and months. */
  return time != NULL
             ? g_date_time_format (time, roster_language_text (document->language, "%Y-%m-%d %H:%M"))
             : g_strdup ("");
}

static GPtrArray *
add_photo_row (Document *document)
{
  Paragraph paragraph = { .style = SMALL, .left = g_strdup ("") };

  paragraph.photos = g_ptr_array_new_with_free_func (g_object_unref);
  g_array_append_val (document->paragraphs, paragraph);
  return paragraph.photos;
}

/* Under the answer, and what cannot be had is counted: paper should not look as if there had been nothing. */
static void
add_photos (Document         *document,
            RosterWalk       *walk,
            const RosterItem *item,
            GHashTable       *pictures)
{
  g_auto (GStrv) photos = roster_walkthrough_photos (roster_walk_record (walk), item->id);
  GPtrArray *row = NULL;
  guint n_missing = 0;

  for (guint i = 0; photos[i] != NULL; i++)
    {
      GdkPixbuf *picture = pictures != NULL ? g_hash_table_lookup (pictures, photos[i]) : NULL;

      if (picture == NULL)
        {
          n_missing++;
          continue;
        }
      if (row == NULL || row->len == PHOTOS_TOGETHER)
        row = add_photo_row (document);
      g_ptr_array_add (row, g_object_ref (picture));
    }

  if (n_missing > 0)
    add (document, SMALL,
         g_strdup_printf (roster_language_plural (document->language, "%u photo is not on this computer",
                                                  "%u photos are not on this computer", n_missing),
                          n_missing),
         NULL);
}

static void
add_section (Document          *document,
             RosterWalk        *walk,
             const RosterScore *score,
             GHashTable        *pictures,
             guint              index)
{
  RosterTemplate *template = roster_walk_template (walk);
  const RosterSection *section = roster_template_section (template, index);

  add (document, HEADING, g_strdup (words_of (document, &section->title)),
       roster_coaching_result_words (g_array_index (score->sections, RosterSectionScore, index).result));
  for (guint i = section->first_item; i < section->first_item + section->n_items; i++)
    {
      const RosterItem *item = roster_template_item (template, i);
      const RosterAnswer *answer = roster_walk_answer (walk, i);

      add (document, BODY, g_strdup (words_of (document, &item->text)),
           roster_coaching_answer_words (item, answer, document->language));
      if (answer->comment != NULL)
        add (document, SMALL, g_strdup (answer->comment), NULL);
      if (answer->finding != NULL)
        add (document, SMALL, roster_finding_words (answer->finding, document->language), NULL);
      if (roster_walk_is_amended (walk, i))
        add (document, SMALL, roster_coaching_amendment_words (walk, i, document->language), NULL);
      add_photos (document, walk, item, pictures);
    }
}

static void
add_signature (Document     *document,
               RosterWalk   *walk,
               RosterSigner  side,
               RosterClock  *clock)
{
  const RosterSignature *signature = roster_walk_signature (walk, side);
  RosterLanguage language = document->language;
  Paragraph paragraph = { .style = BODY };

  paragraph.left = g_strdup (side == ROSTER_SIGNER_TRAINER ? roster_language_text (language, "Trainer")
                                                           : roster_language_text (language, "Streamer"));
  if (signature == NULL)
    paragraph.right = g_strdup (roster_language_text (language, "not signed yet"));
  else
    {
      g_autofree char *when = date_of (document, clock, signature->at);

      /* Translators: who signed, and when. */
      paragraph.right = g_strdup_printf (roster_language_text (language, "%s, %s"), signature->name, when);
      paragraph.strokes = g_strdup (signature->strokes);
    }
  g_array_append_val (document->paragraphs, paragraph);
}

/* What it came to, and why not more. */
static void
add_result (Document          *document,
            RosterWalk        *walk,
            RosterWalkSession *session)
{
  const RosterScore *score = roster_walk_session_score (session);
  RosterLanguage language = document->language;
  g_autofree char *points = roster_coaching_difference_words (score->result, roster_walk_session_before (session));
  char *cap = roster_coaching_cap_words (roster_walk_record (walk), score, language);
  char *before = roster_coaching_signed_words (walk, score, language);

  if (points != NULL)
    add (document, BODY, g_strdup_printf (roster_language_text (language, "%s since the last time"), points), NULL);
  if (cap != NULL)
    add (document, BODY, cap, NULL);
  if (before != NULL)
    add (document, BODY, before, NULL);
  if (score->weakest >= 0)
    add (document, BODY,
         roster_coaching_weakest_words (roster_walk_template (walk), (guint) score->weakest, language), NULL);
}

static Document *
document_new (RosterContext     *context,
              RosterWalkSession *session,
              RosterLanguage     language,
              GHashTable        *pictures)
{
  Document *document = g_new0 (Document, 1);
  RosterWalk *walk = roster_walk_session_walk (session);
  const RosterScore *score = roster_walk_session_score (session);
  RosterClock *clock = roster_context_clock (context);

  document->language = language;
  document->paragraphs = g_array_new (FALSE, TRUE, sizeof (Paragraph));
  document->pages = g_array_new (FALSE, TRUE, sizeof (guint));
  g_array_set_clear_func (document->paragraphs, clear_paragraph);

  add (document, TITLE, g_strdup (roster_record_title (roster_walk_session_streamer (session))),
       roster_coaching_result_words (score->result));
  /* Translators: the name of a checklist and its version. */
  add (document, BODY,
       g_strdup_printf (roster_language_text (language, "%s, version %d"),
                        roster_coaching_checklist_name_in (roster_walk_session_checklist (session), language),
                        (int) roster_record_number (roster_walk_record (walk), "checklistVersion", 1)),
       date_of (document, clock,
                roster_record_number (roster_walk_record (walk), "finishedAt", roster_clock_now (clock))));
  add_result (document, walk, session);
  for (guint i = 0; i < roster_template_n_sections (roster_walk_template (walk)); i++)
    add_section (document, walk, score, pictures, i);
  add (document, HEADING, g_strdup (roster_language_text (language, "Sign-off")), NULL);
  for (guint i = 0; i < ROSTER_N_SIGNERS; i++)
    add_signature (document, walk, i, clock);
  return document;
}

static PangoLayout *
new_layout (GtkPrintContext *context,
            RosterLanguage   language,
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
  /* The same characters are written otherwise in Japan: the process may speak a language that does not say. */
  if (language == ROSTER_LANGUAGE_CHINESE)
    {
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

      pango_attr_list_insert (attributes, pango_attr_language_new (pango_language_from_string ("zh-cn")));
      pango_layout_set_attributes (layout, attributes);
    }
  return layout;
}

static double
height_of (PangoLayout *layout)
{
  int height;

  pango_layout_get_size (layout, NULL, &height);
  return height / (double) PANGO_SCALE;
}

static double
baseline_of (PangoLayout *layout)
{
  return pango_layout_get_baseline (layout) / (double) PANGO_SCALE;
}

/* How many photos stand side by side. */
static guint
photos_a_row (GtkPrintContext *context)
{
  return MAX (1, (guint) ((gtk_print_context_get_width (context) + GAP) / (PHOTO_WIDTH + GAP)));
}

static void
draw_photo (cairo_t   *cr,
            GdkPixbuf *photo,
            double     x,
            double     y)
{
  double width = gdk_pixbuf_get_width (photo), height = gdk_pixbuf_get_height (photo);
  double scale = MIN (PHOTO_WIDTH / width, PHOTO_HEIGHT / height);

  cairo_save (cr);
  cairo_translate (cr, x, y);
  cairo_scale (cr, scale, scale);
  gdk_cairo_set_source_pixbuf (cr, photo, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

/* Draws the photos from the height @y on, or only measures them. */
static double
lay_out_photos (GtkPrintContext *context,
                GPtrArray       *photos,
                cairo_t         *cr,
                double           y)
{
  guint a_row = photos_a_row (context);

  for (guint i = 0; cr != NULL && i < photos->len; i++)
    draw_photo (cr, photos->pdata[i], (i % a_row) * (double) (PHOTO_WIDTH + GAP),
                y + (i / a_row) * (double) (PHOTO_HEIGHT + GAP));
  return (double) ((photos->len + a_row - 1) / a_row) * (PHOTO_HEIGHT + GAP);
}

/* Two texts of other scripts side by side stand on one line. Returns how high they are together. */
static double
lay_out_words (GtkPrintContext *context,
               RosterLanguage   language,
               const Paragraph *paragraph,
               cairo_t         *cr,
               double           y)
{
  double width = gtk_print_context_get_width (context), share = paragraph->right != NULL ? 0.68 : 1;
  g_autoptr (PangoLayout) left =
      new_layout (context, language, paragraph->style, paragraph->left, width * share, PANGO_ALIGN_LEFT);
  g_autoptr (PangoLayout) right =
      paragraph->right != NULL
          ? new_layout (context, language, paragraph->style, paragraph->right, width * 0.30, PANGO_ALIGN_RIGHT)
          : NULL;
  double baseline = MAX (baseline_of (left), right != NULL ? baseline_of (right) : 0);
  double left_y = baseline - baseline_of (left), right_y = right != NULL ? baseline - baseline_of (right) : 0;

  if (cr != NULL)
    {
      cairo_move_to (cr, 0, y + left_y);
      pango_cairo_show_layout (cr, left);
    }
  if (cr != NULL && right != NULL)
    {
      cairo_move_to (cr, width * 0.70, y + right_y);
      pango_cairo_show_layout (cr, right);
    }
  return MAX (left_y + height_of (left), right != NULL ? right_y + height_of (right) : 0);
}

/* Draws the paragraph at the height where the drawing stands, or only measures it. */
static double
lay_out (GtkPrintContext *context,
         RosterLanguage   language,
         const Paragraph *paragraph,
         cairo_t         *cr,
         double           y)
{
  double width = gtk_print_context_get_width (context), above = paragraph->style == HEADING ? 2 * GAP : 0;
  double height = *paragraph->left == '\0' ? 0 : lay_out_words (context, language, paragraph, cr, y + above);

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

  if (paragraph->photos != NULL)
    height += lay_out_photos (context, paragraph->photos, cr, y + above + height);

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
      double height = lay_out (context, document->language, paragraph, NULL, 0);

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
    y += lay_out (context, document->language, &g_array_index (document->paragraphs, Paragraph, i), cr, y);
}

/**
 * roster_coaching_print_operation:
 * @session: with a walk-through that is read
 * @language: of the paper
 * @pictures: (nullable) (element-type utf8 GdkPixbuf): its photos by their names, as far as they can be had
 *
 * Returns: (transfer full): what prints the walk-through as it is now
 */
GtkPrintOperation *
roster_coaching_print_operation (RosterContext     *context,
                                 RosterWalkSession *session,
                                 RosterLanguage     language,
                                 GHashTable        *pictures)
{
  GtkPrintOperation *operation;
  Document *document;
  g_autofree char *name = NULL;

  g_return_val_if_fail (ROSTER_IS_CONTEXT (context), NULL);
  g_return_val_if_fail (roster_walk_session_walk (session) != NULL, NULL);

  operation = gtk_print_operation_new ();
  document = document_new (context, session, language, pictures);
  name = g_strdup_printf ("%s – %s", roster_record_title (roster_walk_session_streamer (session)),
                          roster_coaching_checklist_name_in (roster_walk_session_checklist (session), language));
  gtk_print_operation_set_job_name (operation, name);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  g_object_set_data_full (G_OBJECT (operation), "document", document, document_free);
  g_signal_connect (operation, "begin-print", G_CALLBACK (begin_print_cb), document);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), document);
  return operation;
}
