/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-language.h"

#include <libintl.h>

#include "roster-catalogue.h"

/*
 * gettext translates into the language of the process, and into another only where its locale is installed. Texts that
 * are handed to somebody else look their translation up in the catalogue itself: that needs no locale, touches neither
 * the environment nor other threads, and lets two languages stand side by side.
 */

#define CHINESE "zh_CN"
#define ENGLISH "en"

/* Read once and kept: it is the one language beside that of the sources. */
static RosterCatalogue *
chinese_catalogue (void)
{
  static gsize once;
  static RosterCatalogue *catalogue;

  if (g_once_init_enter (&once))
    {
      const char *folder = bindtextdomain (GETTEXT_PACKAGE, NULL);
      g_autofree char *path =
          folder != NULL ? g_build_filename (folder, CHINESE, "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL) : NULL;

      catalogue = path != NULL ? roster_catalogue_open (path) : NULL;
      if (catalogue == NULL)
        g_info ("There is no Chinese catalogue at %s", path != NULL ? path : "(nowhere)");
      g_once_init_leave (&once, 1);
    }

  return catalogue;
}

/**
 * roster_language_from:
 * @code: (nullable): a language such as `zh_CN` or `en`
 *
 * Returns: the language; Chinese of every kind is written in the one that we have, everything else in English. The
 *   interface's where @code is %NULL or empty
 */
RosterLanguage
roster_language_from (const char *code)
{
  if (code == NULL || *code == '\0')
    return ROSTER_LANGUAGE_INTERFACE;

  return g_str_has_prefix (code, "zh") ? ROSTER_LANGUAGE_CHINESE : ROSTER_LANGUAGE_ENGLISH;
}

/**
 * roster_language_resolve:
 *
 * Returns: the language; that which the interface is in for %ROSTER_LANGUAGE_INTERFACE
 */
RosterLanguage
roster_language_resolve (RosterLanguage self)
{
  return self == ROSTER_LANGUAGE_INTERFACE ? roster_language_from (g_get_language_names ()[0]) : self;
}

/**
 * roster_language_code:
 *
 * Returns: `zh_CN` or `en`
 */
const char *
roster_language_code (RosterLanguage self)
{
  return roster_language_resolve (self) == ROSTER_LANGUAGE_CHINESE ? CHINESE : ENGLISH;
}

/**
 * roster_language_text:
 * @message: a text that po/update finds here
 *
 * Returns: (transfer none): the text in that language; as it is where nobody has translated it
 */
const char *
roster_language_text (RosterLanguage  self,
                      const char     *message)
{
  const char *translation = NULL;

  g_return_val_if_fail (message != NULL, NULL);

  switch (self)
    {
    case ROSTER_LANGUAGE_INTERFACE:
      return g_dgettext (GETTEXT_PACKAGE, message);
    case ROSTER_LANGUAGE_ENGLISH:
      return message;
    case ROSTER_LANGUAGE_CHINESE:
      translation = chinese_catalogue () != NULL ? roster_catalogue_lookup (chinese_catalogue (), message) : NULL;
      break;
    }

  return translation != NULL ? translation : message;
}

/**
 * roster_language_plural:
 * @singular: for one
 * @plural: for any other number
 *
 * Returns: (transfer none): the text for @n of something; Chinese has one form for all
 */
const char *
roster_language_plural (RosterLanguage  self,
                        const char     *singular,
                        const char     *plural,
                        gulong          n)
{
  const char *untranslated = n == 1 ? singular : plural, *translation = NULL;

  g_return_val_if_fail (singular != NULL && plural != NULL, NULL);

  switch (self)
    {
    case ROSTER_LANGUAGE_INTERFACE:
      return g_dngettext (GETTEXT_PACKAGE, singular, plural, n);
    case ROSTER_LANGUAGE_ENGLISH:
      return untranslated;
    case ROSTER_LANGUAGE_CHINESE:
      translation = chinese_catalogue () != NULL ? roster_catalogue_lookup (chinese_catalogue (), singular) : NULL;
      break;
    }

  return translation != NULL ? translation : untranslated;
}
