/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-template-private.h"

#include <string.h>

G_DEFINE_QUARK (roster-coaching-error-quark, roster_coaching_error)

static const struct
{
  const char *nick;
  gboolean measures;
} checks[] = {
  [ROSTER_CHECK_NONE] = { "none", FALSE },
  [ROSTER_CHECK_SHOP_WORDS] = { "shop-words", FALSE },
  [ROSTER_CHECK_BIO_THANKS] = { "bio-thanks", FALSE },
  [ROSTER_CHECK_FANS] = { "fans", TRUE },
  [ROSTER_CHECK_LIVE_WEEK] = { "live-week", TRUE },
  [ROSTER_CHECK_COMPLETION] = { "completion", TRUE },
  [ROSTER_CHECK_PLAYS_PER_LIKE] = { "plays-per-like", TRUE },
  [ROSTER_CHECK_HEAT] = { "heat", TRUE },
  [ROSTER_CHECK_VIDEO_LENGTH] = { "video-length", TRUE },
  [ROSTER_CHECK_DUPLICATES] = { "duplicates", FALSE },
};

G_STATIC_ASSERT (G_N_ELEMENTS (checks) == ROSTER_N_CHECKS);

/**
 * roster_check_to_nick:
 *
 * Returns: the name of the check in a checklist's document
 */
const char *
roster_check_to_nick (RosterCheck check)
{
  g_return_val_if_fail (check < ROSTER_N_CHECKS, NULL);

  return checks[check].nick;
}

gboolean
roster_check_fits (RosterCheck    check,
                   RosterItemKind kind)
{
  return kind == ROSTER_ITEM_YES_NO || (kind == ROSTER_ITEM_NUMBER && checks[check].measures);
}

static void
clear_words (RosterWords *words)
{
  g_clear_pointer (&words->english, g_free);
  g_clear_pointer (&words->chinese, g_free);
}

static void
clear_item (gpointer data)
{
  RosterItem *item = data;

  g_free (item->id);
  clear_words (&item->text);
  clear_words (&item->guidance);
  clear_words (&item->unit);
  clear_words (&item->follow_up);
  for (guint i = 0; i < ROSTER_N_LEVELS; i++)
    clear_words (&item->levels[i]);
}

static void
clear_section (gpointer data)
{
  RosterSection *section = data;

  g_free (section->id);
  clear_words (&section->title);
}

static RosterTemplate *
new_empty (void)
{
  RosterTemplate *self = g_new0 (RosterTemplate, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->sections = g_array_new (FALSE, TRUE, sizeof (RosterSection));
  self->items = g_array_new (FALSE, TRUE, sizeof (RosterItem));
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_array_set_clear_func (self->sections, clear_section);
  g_array_set_clear_func (self->items, clear_item);
  return self;
}

/**
 * roster_template_new:
 * @sections: (nullable): the Checklist record's sections
 *
 * Returns: (transfer full) (nullable): the template; %NULL with %ROSTER_COACHING_ERROR_TEMPLATE and the first fault
 */
RosterTemplate *
roster_template_new (const char  *sections,
                     GError     **error)
{
  g_autoptr (RosterTemplate) self = new_empty ();
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func (g_free);

  roster_template_read (self, sections, faults);
  if (faults->len > 0)
    {
      g_set_error_literal (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_TEMPLATE, faults->pdata[0]);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * roster_template_faults:
 * @sections: (nullable): the Checklist record's sections
 *
 * Returns: (transfer full) (element-type utf8): everything that is wrong with it, one line each: where, what, and what
 *   to do; empty when it is a checklist
 */
GPtrArray *
roster_template_faults (const char *sections)
{
  g_autoptr (RosterTemplate) self = new_empty ();
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);

  roster_template_read (self, sections, faults);
  return faults;
}

RosterTemplate *
roster_template_ref (RosterTemplate *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
roster_template_unref (RosterTemplate *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_array_unref (self->sections);
  g_array_unref (self->items);
  g_hash_table_unref (self->by_id);
  g_free (self);
}

guint
roster_template_n_sections (const RosterTemplate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->sections->len;
}

/**
 * roster_template_section:
 *
 * Returns: (transfer none): the section; belongs to @self
 */
const RosterSection *
roster_template_section (const RosterTemplate *self,
                         guint                 index)
{
  g_return_val_if_fail (self != NULL && index < self->sections->len, NULL);

  return &g_array_index (self->sections, RosterSection, index);
}

guint
roster_template_n_items (const RosterTemplate *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

/**
 * roster_template_item:
 *
 * Returns: (transfer none): the item; belongs to @self. Items are counted through all sections.
 */
const RosterItem *
roster_template_item (const RosterTemplate *self,
                      guint                 index)
{
  g_return_val_if_fail (self != NULL && index < self->items->len, NULL);

  return &g_array_index (self->items, RosterItem, index);
}

/**
 * roster_template_find_item:
 * @id: (nullable): an item's id
 *
 * Returns: its index, or -1
 */
int
roster_template_find_item (const RosterTemplate *self,
                           const char           *id)
{
  g_return_val_if_fail (self != NULL, -1);

  return id != NULL ? GPOINTER_TO_INT (g_hash_table_lookup (self->by_id, id)) - 1 : -1;
}

/**
 * roster_item_is_scored:
 *
 * Returns: whether an answer of the item counts in the result
 */
gboolean
roster_item_is_scored (const RosterItem *item)
{
  g_return_val_if_fail (item != NULL, FALSE);

  return item->weight > 0 && item->kind != ROSTER_ITEM_TEXT &&
         (item->kind != ROSTER_ITEM_NUMBER || item->good.from <= item->good.to);
}

/**
 * roster_words_in:
 * @language: (nullable): such as `zh_CN` or `en`; the interface's own where it is %NULL
 *
 * Returns: (nullable) (transfer none): the text in that language; English in all but Chinese
 */
const char *
roster_words_in (const RosterWords *words,
                 const char        *language)
{
  g_return_val_if_fail (words != NULL, NULL);

  if (language == NULL)
    language = g_get_language_names ()[0];

  return g_str_has_prefix (language, "zh") ? words->chinese : words->english;
}
