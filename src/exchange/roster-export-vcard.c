/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-export-vcard.h"

#include <string.h>

/* RFC 6350: lines end in CR LF and are folded at 75 octets. */
#define MAX_LINE 75

static void
append_escaped (GString    *line,
                const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '\\':
      case ',':
      case ';':
        g_string_append_c (line, '\\');
        g_string_append_c (line, *text);
        break;
      case '\n':
        g_string_append (line, "\\n");
        break;
      default:
        g_string_append_c (line, *text);
        break;
      }
}

static void
append_folded (GString    *card,
               const char *line)
{
  gsize used = 0;

  for (const char *at = line; *at != '\0'; at = g_utf8_next_char (at))
    {
      gsize length = g_utf8_next_char (at) - at;

      if (used + length > MAX_LINE)
        {
          g_string_append (card, "\r\n ");
          used = 1;
        }
      g_string_append_len (card, at, length);
      used += length;
    }
  g_string_append (card, "\r\n");
}

static void
append_property (GString    *card,
                 const char *name,
                 const char *text)
{
  g_autoptr (GString) line = NULL;

  if (text == NULL)
    return;

  line = g_string_new (name);
  g_string_append_c (line, ':');
  append_escaped (line, text);
  append_folded (card, line->str);
}

static void
append_address (GString      *card,
                RosterRecord *record)
{
  static const char *const parts[] = { "city", "province", NULL, "country" };
  g_autoptr (GString) line = g_string_new ("ADR:;;");

  if (!roster_record_has (record, "city") && !roster_record_has (record, "province"))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *text = parts[i] != NULL ? roster_record_text (record, parts[i]) : NULL;

      g_string_append_c (line, ';');
      if (text != NULL)
        append_escaped (line, text);
    }
  append_folded (card, line->str);
}

static void
append_categories (GString      *card,
                   RosterRecord *record)
{
  g_autoptr (GString) line = g_string_new ("CATEGORIES:");
  const char *vertical = roster_record_text (record, "vertical");
  GVariant *tags = roster_record_value (record, "tags");
  gsize empty = line->len;

  if (vertical != NULL)
    append_escaped (line, vertical);
  for (gsize i = 0; tags != NULL && i < g_variant_n_children (tags); i++)
    {
      const char *tag;

      g_variant_get_child (tags, i, "&s", &tag);
      if (line->len > empty)
        g_string_append_c (line, ',');
      append_escaped (line, tag);
    }

  if (line->len > empty)
    append_folded (card, line->str);
}

/**
 * roster_export_vcard:
 * @records: (element-type RosterRecord): streamers
 *
 * Returns: (transfer full): one card of vCard 4.0 (RFC 6350) for each
 */
GBytes *
roster_export_vcard (GPtrArray *records)
{
  g_autoptr (GString) card = g_string_new (NULL);

  for (guint i = 0; i < records->len; i++)
    {
      RosterRecord *record = records->pdata[i];
      g_autofree char *uid = g_strconcat ("urn:uuid:", roster_record_id (record), NULL);
      const char *real_name = roster_record_text (record, "realName");

      g_string_append (card, "BEGIN:VCARD\r\nVERSION:4.0\r\n");
      append_property (card, "UID", uid);
      append_property (card, "FN", real_name != NULL ? real_name : roster_record_title (record));
      append_property (card, "NICKNAME", roster_record_text (record, "name"));
      append_property (card, "TEL", roster_record_text (record, "phone"));
      append_property (card, "X-WECHAT", roster_record_text (record, "wechat"));
      append_property (card, "X-KUAISHOU", roster_record_text (record, "kuaishouId"));
      append_address (card, record);
      append_categories (card, record);
      append_property (card, "NOTE", roster_record_text (record, "notes"));
      g_string_append (card, "END:VCARD\r\n");
    }

  return g_string_free_to_bytes (g_steal_pointer (&card));
}
