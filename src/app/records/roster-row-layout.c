/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-row-layout.h"

/* In pixels */
#define COLUMN_GAP 12
#define MARK_GAP 6
#define LINE_GAP 2

struct _RosterRowLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (RosterRowLayout, roster_row_layout, GTK_TYPE_LAYOUT_MANAGER)

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

typedef struct
{
  int minimum[N_PARTS];
  int natural[N_PARTS];
} Sizes;

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

/* What is hidden has no size. */
static void
measure_parts (GtkWidget      *parts[N_PARTS],
               GtkOrientation  orientation,
               Sizes          *sizes)
{
  for (guint part = 0; part < N_PARTS; part++)
    {
      sizes->minimum[part] = sizes->natural[part] = 0;
      if (parts[part] != NULL && gtk_widget_should_layout (parts[part]))
        gtk_widget_measure (parts[part], orientation, -1, &sizes->minimum[part], &sizes->natural[part], NULL, NULL);
    }
}

static int
gap_after (int size,
           int gap)
{
  return size > 0 ? size + gap : 0;
}

static int
row_width (const int width[N_PARTS])
{
  return gap_after (width[LEAD], COLUMN_GAP) +
         MAX (width[TITLE] + gap_after (width[VALUE], COLUMN_GAP),
              gap_after (width[MARK], MARK_GAP) + width[DETAIL] + gap_after (width[NOTE], COLUMN_GAP));
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
  GtkWidget *parts[N_PARTS];
  Sizes sizes;

  find_parts (row, parts);
  measure_parts (parts, orientation, &sizes);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = row_width (sizes.minimum);
      *natural = row_width (sizes.natural);
    }
  else
    {
      *minimum = row_height (sizes.minimum);
      *natural = row_height (sizes.natural);
    }
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
  GtkAllocation allocation = { x, y, width, height };

  if (part == NULL || !gtk_widget_should_layout (part))
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
  GtkWidget *parts[N_PARTS];
  Sizes widths, heights;
  int start, value, note, mark, top, first, second;

  find_parts (row, parts);
  measure_parts (parts, GTK_ORIENTATION_HORIZONTAL, &widths);
  measure_parts (parts, GTK_ORIENTATION_VERTICAL, &heights);

  start = gap_after (widths.natural[LEAD], COLUMN_GAP);
  value = widths.natural[VALUE];
  note = widths.natural[NOTE];
  mark = gap_after (widths.natural[MARK], MARK_GAP);
  first = first_line (heights.natural);
  second = second_line (heights.natural);
  top = MAX (0, (height - first - LINE_GAP - second) / 2);

  allocate (row, parts[LEAD], width, 0, (height - heights.natural[LEAD]) / 2, widths.natural[LEAD],
            heights.natural[LEAD]);
  allocate (row, parts[TITLE], width, start, top,
            MAX (width - start - gap_after (value, COLUMN_GAP), widths.minimum[TITLE]), first);
  allocate (row, parts[VALUE], width, width - value, top, value, first);
  allocate (row, parts[MARK], width, start, top + first + LINE_GAP, widths.natural[MARK], second);
  allocate (row, parts[DETAIL], width, start + mark, top + first + LINE_GAP,
            MAX (width - start - mark - gap_after (note, COLUMN_GAP), widths.minimum[DETAIL]), second);
  allocate (row, parts[NOTE], width, width - note, top + first + LINE_GAP, note, second);
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
