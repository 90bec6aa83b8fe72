/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-checklist-file.h"
#include "roster-template-private.h"

#include <json-glib/json-glib.h>

/* With single quotes, to be read. In the order of the arguments: lengths of names, texts and guidance, the largest
   number, the longest id, kinds, weight, lines, checks, levels, days, sections. */
static const char schema[] =
    "{'$schema':'https://json-schema.org/draft/2020-12/schema','title':'A checklist of Roster','type':'object',"
    "'required':['name','sections'],'additionalProperties':false,"
    "'$defs':{"
    "'name':{'type':'object','required':['en','zh_CN'],'additionalProperties':false,'properties':{"
    "'en':{'type':'string','minLength':1,'maxLength':%1$d},'zh_CN':{'type':'string','minLength':1,'maxLength':%1$d}}},"
    "'words':{'type':'object','required':['en','zh_CN'],'additionalProperties':false,'properties':{"
    "'en':{'type':'string','minLength':1,'maxLength':%2$d},'zh_CN':{'type':'string','minLength':1,'maxLength':%2$d}}},"
    "'guidance':{'type':'object','required':['en','zh_CN'],'additionalProperties':false,'properties':{"
    "'en':{'type':'string','minLength':1,'maxLength':%3$d},'zh_CN':{'type':'string','minLength':1,'maxLength':%3$d}}},"
    "'number':{'type':'integer','minimum':-%4$d,'maximum':%4$d},"
    "'range':{'description':'from, to','type':'array','minItems':2,'maxItems':2,'items':{'$ref':'#/$defs/number'}},"
    "'id':{'description':'answers are kept under it','type':'string','maxLength':%5$d,"
    "'pattern':'^[a-z0-9]([a-z0-9-]*[a-z0-9])?$'},"
    "'followUp':{'description':'the task that a failed answer makes, and in how many days it is due','type':'object',"
    "'required':['text'],'additionalProperties':false,'properties':{'text':{'$ref':'#/$defs/words'},"
    "'days':{'type':'integer','minimum':1,'maximum':%11$d}}},"
    "'item':{'type':'object','required':['id','kind','text'],'additionalProperties':false,'properties':{"
    "'id':{'$ref':'#/$defs/id'},"
    "'kind':{'enum':[%6$s]},"
    "'weight':{'description':'0 is not scored','type':'integer','minimum':0,'maximum':%7$d},"
    "'critical':{'description':'failing it caps the result','enum':[%8$s]},"
    "'check':{'description':'what of the data answers it','enum':[%9$s]},"
    "'text':{'$ref':'#/$defs/words'},"
    "'guidance':{'$ref':'#/$defs/guidance'},"
    "'levels':{'description':'the worst first','type':'array','minItems':%10$d,'maxItems':%10$d,"
    "'items':{'$ref':'#/$defs/words'}},"
    "'unit':{'$ref':'#/$defs/words'},"
    "'range':{'$ref':'#/$defs/range'},'good':{'$ref':'#/$defs/range'},'fair':{'$ref':'#/$defs/range'},"
    "'followUp':{'$ref':'#/$defs/followUp'}},"
    "'allOf':["
    "{'if':{'properties':{'kind':{'const':'scale'}}},'then':{'required':['levels']},"
    "'else':{'properties':{'levels':false}}},"
    "{'if':{'properties':{'kind':{'const':'number'}}},"
    "'else':{'properties':{'unit':false,'range':false,'good':false,'fair':false}}}]},"
    "'section':{'type':'object','required':['id','title','items'],'additionalProperties':false,'properties':{"
    "'id':{'$ref':'#/$defs/id'},'title':{'$ref':'#/$defs/words'},"
    "'items':{'type':'array','minItems':1,'items':{'$ref':'#/$defs/item'}}}}},"
    "'properties':{"
    "'name':{'$ref':'#/$defs/name'},"
    "'version':{'description':'the version that the file was exported from','type':'integer','minimum':1},"
    "'sections':{'type':'array','minItems':1,'maxItems':%12$d,'items':{'$ref':'#/$defs/section'}}}}";

static char *
quoted (const char *const *names,
        guint              n_names)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < n_names; i++)
    g_string_append_printf (list, "%s'%s'", i > 0 ? "," : "", names[i]);
  return g_string_free (list, FALSE);
}

/**
 * roster_checklist_file_schema:
 *
 * A JSON Schema (draft 2020-12) for whoever writes a checklist in an editor that reads one. It says what it can of what
 * roster_checklist_file_read() asks for; that ids differ and ranges lie in each other only the program sees.
 *
 * Returns: (transfer full): the schema, as a file
 */
char *
roster_checklist_file_schema (void)
{
  const char *checks[ROSTER_N_CHECKS];
  guint n_kinds, n_lines;
  const char *const *kinds = roster_template_kinds (&n_kinds), *const *lines = roster_template_lines (&n_lines);
  g_autofree char *kind_list = quoted (kinds, n_kinds), *line_list = quoted (lines, n_lines);
  g_autofree char *check_list = NULL, *text = NULL, *pretty = NULL;
  g_autoptr (JsonNode) root = NULL;

  for (guint i = 0; i < ROSTER_N_CHECKS; i++)
    checks[i] = roster_check_to_nick (i);
  check_list = quoted (checks, ROSTER_N_CHECKS);
  text = g_strdup_printf (schema, ROSTER_CHECKLIST_MAX_NAME_LENGTH, ROSTER_TEMPLATE_MAX_TEXT_LENGTH,
                          ROSTER_TEMPLATE_MAX_GUIDANCE_LENGTH, ROSTER_TEMPLATE_MAX_NUMBER,
                          ROSTER_TEMPLATE_MAX_ID_LENGTH, kind_list, ROSTER_MAX_WEIGHT, line_list, check_list,
                          ROSTER_N_LEVELS, ROSTER_TEMPLATE_MAX_FOLLOW_UP_DAYS, ROSTER_TEMPLATE_MAX_SECTIONS);
  root = json_from_string (g_strdelimit (text, "'", '"'), NULL);
  g_assert (root != NULL);
  pretty = json_to_string (root, TRUE);
  return g_strconcat (pretty, "\n", NULL);
}
