/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-checklist-file.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_NAME_LENGTH ROSTER_CHECKLIST_MAX_NAME_LENGTH

/* The order in which a person reads the members of an object; what is not named here comes last. */
static const char *const order[] = { "name", "version", "id", "title", "kind", "weight", "critical", "check",
                                     "text", "guidance", "levels", "unit", "range", "good", "fair", "followUp",
                                     "en", "zh_CN", "days", "items", "sections" };

static void
fault (GPtrArray  *faults,
       const char *where,
       const char *what)
{
  g_ptr_array_add (faults, g_strdup_printf ("%s: %s", where, what));
}

static char *
read_name (JsonObject *name,
           const char *language,
           GPtrArray  *faults)
{
  JsonNode *node = name != NULL ? json_object_get_member (name, language) : NULL;
  g_autofree char *where = g_strconcat ("name.", language, NULL);
  g_autofree char *text = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    {
      fault (faults, where, _("is missing; each text is needed in both languages"));
      return NULL;
    }

  text = g_strstrip (json_node_dup_string (node));
  if (*text == '\0' || g_utf8_strlen (text, -1) > MAX_NAME_LENGTH)
    fault (faults, where, _("write a name of at most 120 characters"));
  return g_steal_pointer (&text);
}

static void
check_members (JsonObject *object,
               GPtrArray  *faults)
{
  static const char *const names[] = { "name", "version", "sections", NULL };
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (names, name))
      {
        g_autofree char *what = g_strdup_printf (_("there is no “%s” here; use %s"), name, "name, version, sections");

        fault (faults, "file", what);
      }
}

static void
read_version (RosterChecklistFile *self,
              JsonNode            *node,
              GPtrArray           *faults)
{
  if (node == NULL)
    return;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64 || json_node_get_int (node) < 1)
    fault (faults, "version", _("write a whole number from 1 on, or leave it out"));
  else
    self->version = json_node_get_int (node);
}

static void
read_sections (RosterChecklistFile *self,
               JsonNode            *node,
               GPtrArray           *faults)
{
  g_autoptr (GPtrArray) inner = NULL;

  self->sections = node != NULL ? roster_json_canonical (node) : NULL;
  inner = roster_template_faults (self->sections);
  for (guint i = 0; i < inner->len; i++)
    g_ptr_array_add (faults, g_strdup (inner->pdata[i]));
}

/**
 * roster_checklist_file_read:
 * @text: the file
 * @faults: (element-type utf8): takes everything that is wrong with it, one line each: where, what, and what to do
 *
 * Returns: (transfer full) (nullable): the checklist; %NULL where anything is wrong
 */
RosterChecklistFile *
roster_checklist_file_read (const char *text,
                            GPtrArray  *faults)
{
  g_autoptr (RosterChecklistFile) self = g_new0 (RosterChecklistFile, 1);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  JsonNode *root, *name;
  JsonObject *object, *names;
  guint before;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (faults != NULL, NULL);

  before = faults->len;
  if (!g_utf8_validate (text, -1, NULL) || !json_parser_load_from_data (parser, text, -1, &error))
    {
      g_autofree char *what =
          g_strdup_printf (_("this is not JSON: %s"), error != NULL ? error->message : _("it is not UTF-8"));

      fault (faults, "file", what);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fault (faults, "file", _("write an object: {…}"));
      return NULL;
    }

  object = json_node_get_object (root);
  check_members (object, faults);
  name = json_object_get_member (object, "name");
  names = name != NULL && JSON_NODE_HOLDS_OBJECT (name) ? json_node_get_object (name) : NULL;
  self->name.english = read_name (names, "en", faults);
  self->name.chinese = read_name (names, "zh_CN", faults);
  read_version (self, json_object_get_member (object, "version"), faults);
  read_sections (self, json_object_get_member (object, "sections"), faults);

  return faults->len == before ? g_steal_pointer (&self) : NULL;
}

void
roster_checklist_file_free (RosterChecklistFile *self)
{
  if (self == NULL)
    return;

  g_free (self->name.english);
  g_free (self->name.chinese);
  g_free (self->sections);
  g_free (self);
}

/**
 * roster_checklist_file_fill:
 * @checklist: a Checklist that nobody else knows yet; takes name and sections
 */
void
roster_checklist_file_fill (RosterChecklistFile *self,
                            RosterRecord        *checklist)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (ROSTER_IS_RECORD (checklist));

  roster_record_set_text (checklist, "name", self->name.english);
  roster_record_set_text (checklist, "nameChinese", self->name.chinese);
  roster_record_set_text (checklist, "sections", self->sections);
}

static guint
rank (const char *name)
{
  guint i;

  for (i = 0; i < G_N_ELEMENTS (order) && strcmp (order[i], name) != 0; i++)
    ;
  return i;
}

static int
compare_members (gconstpointer a,
                 gconstpointer b)
{
  return (int) rank (a) - (int) rank (b);
}

static JsonNode *
ordered_copy (JsonNode *node)
{
  JsonNode *copy;

  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *source = json_node_get_object (node);
      g_autoptr (GList) members = g_list_sort (json_object_get_members (source), compare_members);
      JsonObject *object = json_object_new ();

      for (GList *l = members; l != NULL; l = l->next)
        json_object_set_member (object, l->data, ordered_copy (json_object_get_member (source, l->data)));
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, object);
      return copy;
    }
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *source = json_node_get_array (node), *array = json_array_new ();

      for (guint i = 0; i < json_array_get_length (source); i++)
        json_array_add_element (array, ordered_copy (json_array_get_element (source, i)));
      copy = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (copy, array);
      return copy;
    }

  return json_node_copy (node);
}

static void
set_text (JsonObject *object,
          const char *name,
          const char *text)
{
  json_object_set_string_member (object, name, text != NULL ? text : "");
}

/**
 * roster_checklist_file_to_text:
 * @checklist: a Checklist
 *
 * Returns: (transfer full) (nullable): the file that roster_checklist_file_read() reads
 */
char *
roster_checklist_file_to_text (RosterRecord  *checklist,
                               GError       **error)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) sections = NULL;
  g_autofree char *text = NULL;
  JsonObject *object, *name;
  const char *document;

  g_return_val_if_fail (ROSTER_IS_RECORD (checklist), NULL);

  document = roster_record_text (checklist, "sections");
  sections = json_from_string (document != NULL ? document : "[]", error);
  if (sections == NULL)
    return NULL;

  object = json_object_new ();
  json_node_take_object (root, object);
  name = json_object_new ();
  set_text (name, "en", roster_record_text (checklist, "name"));
  set_text (name, "zh_CN", roster_record_text (checklist, "nameChinese"));
  json_object_set_object_member (object, "name", name);
  json_object_set_int_member (object, "version", roster_record_number (checklist, "version", 1));
  json_object_set_member (object, "sections", ordered_copy (sections));
  json_generator_set_pretty (generator, TRUE);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  return g_strconcat (text, "\n", NULL);
}

/**
 * roster_checklist_check_change:
 * @before: a Checklist as it is stored
 * @after: as somebody wants it
 *
 * Walk-throughs are pinned to a version once it is published: what it asks stays, and a change is a new version.
 *
 * Returns: whether the change is allowed; %ROSTER_COACHING_ERROR_FROZEN where it is not
 */
gboolean
roster_checklist_check_change (RosterRecord  *before,
                               RosterRecord  *after,
                               GError       **error)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (before), FALSE);
  g_return_val_if_fail (ROSTER_IS_RECORD (after), FALSE);

  if (g_strcmp0 (roster_record_text (before, "state"), "draft") == 0 ||
      (g_strcmp0 (roster_record_text (before, "sections"), roster_record_text (after, "sections")) == 0 &&
       roster_record_number (before, "version", 0) == roster_record_number (after, "version", 0) &&
       g_strcmp0 (roster_record_text (after, "state"), "draft") != 0))
    return TRUE;

  g_set_error_literal (error, ROSTER_COACHING_ERROR, ROSTER_COACHING_ERROR_FROZEN,
                       _("This version is published; make a new version instead"));
  return FALSE;
}
