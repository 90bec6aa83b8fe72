/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-row-layout.h"

#include <string.h>

/* In pixels */
#define COLUMN_GAP 12
#define MARK_GAP 6
#define LINE_GAP 2

typedef enum
{
  LEAD,
  TITLE,
  MARK,
  DETAIL,
  VALUE,
  NOTE,
  N_PARTS,
} Part;

/*
 * A leap through a long list binds 200 rows in a frame, so a row asks its labels for nothing that it can do without: a
 * line is as high as at its first text, until the fonts change, and what gives way has no width of its own.
 */
struct _RosterRowLayout
{
  GtkLayoutManager parent_instance;

  guint fonts;
  /* 0 until it is known */
  int heights[N_PARTS];
};

G_DEFINE_FINAL_TYPE (RosterRowLayout, roster_row_layout, GTK_TYPE_LAYOUT_MANAGER)

static void
find_parts (GtkWidget *row,
            GtkWidget *parts[N_PARTS])
{
  GtkWidget *child = gtk_widget_get_last_child (row);

  for (int part = NOTE; part >= LEAD; part--)
    {
      parts[part] = child;
      if (child != NULL)
        child = gtk_widget_get_prev_sibling (child);
    }
}

static gboolean
is_there (GtkWidget *part)
{
  return part != NULL && gtk_widget_should_layout (part);
}

/* What is hidden has no size. */
static int
natural_size (GtkWidget      *part,
              GtkOrientation  orientation)
{
  int natural = 0;

  if (is_there (part))
    gtk_widget_measure (part, orientation, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
update_heights (RosterRowLayout *self,
                GtkWidget       *row,
                GtkWidget       *parts[N_PARTS])
{
  guint fonts = pango_context_get_serial (gtk_widget_get_pango_context (row));

  if (fonts != self->fonts)
    {
      memset (self->heights, 0, sizeof self->heights);
      self->fonts = fonts;
    }

  for (guint part = 0; part < N_PARTS; part++)
    if (self->heights[part] == 0)
      self->heights[part] = natural_size (parts[part], GTK_ORIENTATION_VERTICAL);
}

static int
gap_after (int size,
           int gap)
{
  return size > 0 ? size + gap : 0;
}

static int
first_line (const int height[N_PARTS])
{
  return MAX (height[TITLE], height[VALUE]);
}

static int
second_line (const int height[N_PARTS])
{
  return MAX (MAX (height[MARK], height[DETAIL]), height[NOTE]);
}

static int
row_height (const int height[N_PARTS])
{
  return MAX (height[LEAD], first_line (height) + LINE_GAP + second_line (height));
}

static void
roster_row_layout_measure (GtkLayoutManager *manager,
                           GtkWidget        *row,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  RosterRowLayout *self = ROSTER_ROW_LAYOUT (manager);
  GtkWidget *parts[N_PARTS];

  find_parts (row, parts);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = *natural = gap_after (natural_size (parts[LEAD], GTK_ORIENTATION_HORIZONTAL), COLUMN_GAP);
      return;
    }

  update_heights (self, row, parts);
  *minimum = *natural = row_height (self->heights);
}

/* From left to right in a language that reads so; mirrored in the others. */
static void
allocate (GtkWidget *row,
          GtkWidget *part,
          int        row_width,
          int        x,
          int        y,
          int        width,
          int        height)
{
  GtkAllocation allocation = { x, y, MAX (width, 0), height };

  if (!is_there (part))
    return;

  if (gtk_widget_get_direction (row) == GTK_TEXT_DIR_RTL)
    allocation.x = row_width - x - width;
  gtk_widget_size_allocate (part, &allocation, -1);
}

static void
roster_row_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget        *row,
                            int               width,
                            int               height,
                            int               baseline)
{
  RosterRowLayout *self = ROSTER_ROW_LAYOUT (manager);
  GtkWidget *parts[N_PARTS];
  int lead, start, value, note, mark, top, first, second;

  find_parts (row, parts);
  update_heights (self, row, parts);

  lead = natural_size (parts[LEAD], GTK_ORIENTATION_HORIZONTAL);
  mark = natural_size (parts[MARK], GTK_ORIENTATION_HORIZONTAL);
  value = natural_size (parts[VALUE], GTK_ORIENTATION_HORIZONTAL);
  note = natural_size (parts[NOTE], GTK_ORIENTATION_HORIZONTAL);
  start = gap_after (lead, COLUMN_GAP);
  first = first_line (self->heights);
  second = second_line (self->heights);
  top = MAX (0, (height - first - LINE_GAP - second) / 2);

  allocate (row, parts[LEAD], width, 0, (height - self->heights[LEAD]) / 2, lead, self->heights[LEAD]);
  allocate (row, parts[TITLE], width, start, top, width - start - gap_after (value, COLUMN_GAP), first);
  allocate (row, parts[VALUE], width, width - value, top, value, first);

  top += first + LINE_GAP;
  allocate (row, parts[MARK], width, start, top, mark, second);
  start += gap_after (mark, MARK_GAP);
  allocate (row, parts[DETAIL], width, start, top, width - start - gap_after (note, COLUMN_GAP), second);
  allocate (row, parts[NOTE], width, width - note, top, note, second);
}

static void
roster_row_layout_class_init (RosterRowLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->measure = roster_row_layout_measure;
  layout_class->allocate = roster_row_layout_allocate;
}

static void
roster_row_layout_init (RosterRowLayout *self)
{
}
