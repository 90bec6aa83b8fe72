/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ctl-password.h"

#include <glib/gi18n-lib.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define PASSWORD_VARIABLE "ROSTER_PASSWORD"
#define MAX_PASSWORD 1024

/* Asks on the terminal without showing what is typed. */
static char *
ask (const char *login)
{
  struct termios shown, hidden;
  char line[MAX_PASSWORD + 2];
  gboolean read_line;

  if (tcgetattr (STDIN_FILENO, &shown) != 0)
    return NULL;

  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  /* Translators: %s is a login. */
  fprintf (stderr, _("Password of %s: "), login);
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
  read_line = fgets (line, sizeof line, stdin) != NULL;
  tcsetattr (STDIN_FILENO, TCSAFLUSH, &shown);
  fputc ('\n', stderr);

  if (!read_line)
    return NULL;

  line[strcspn (line, "\r\n")] = '\0';
  return g_strdup (line);
}

/**
 * roster_ctl_password_read:
 * @login: for whom, shown when a person is asked
 *
 * Takes the password from the environment, else from the first line of standard input.
 *
 * Returns: (transfer full) (nullable): the password, for roster_ctl_password_free(); %NULL where none is given
 */
char *
roster_ctl_password_read (const char *login)
{
  const char *given = g_getenv (PASSWORD_VARIABLE);
  char line[MAX_PASSWORD + 2];

  g_return_val_if_fail (login != NULL, NULL);

  if (given != NULL)
    return *given != '\0' ? g_strdup (given) : NULL;
  if (isatty (STDIN_FILENO))
    return ask (login);
  if (fgets (line, sizeof line, stdin) == NULL)
    return NULL;

  line[strcspn (line, "\r\n")] = '\0';
  return line[0] != '\0' ? g_strdup (line) : NULL;
}

/**
 * roster_ctl_password_free:
 * @password: (nullable) (transfer full): wiped before its memory is given back
 */
void
roster_ctl_password_free (char *password)
{
  if (password == NULL)
    return;

  sodium_memzero (password, strlen (password));
  g_free (password);
}

/**
 * roster_ctl_password_hash:
 *
 * Returns: (transfer full) (nullable): what roster_ctl_password_is() knows @password again by, made by argon2id
 */
char *
roster_ctl_password_hash (const char *password)
{
  char hash[crypto_pwhash_STRBYTES];

  g_return_val_if_fail (password != NULL, NULL);

  if (sodium_init () < 0 ||
      crypto_pwhash_str (hash, password, strlen (password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                         crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0)
    return NULL;

  return g_strdup (hash);
}

gboolean
roster_ctl_password_is (const char *hash,
                        const char *password)
{
  g_return_val_if_fail (hash != NULL, FALSE);
  g_return_val_if_fail (password != NULL, FALSE);

  return sodium_init () >= 0 && strlen (hash) < crypto_pwhash_STRBYTES &&
         crypto_pwhash_str_verify (hash, password, strlen (password)) == 0;
}
