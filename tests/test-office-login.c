/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "office-fixture.h"

#include <sodium.h>
#include <string.h>

#include "roster-office-login.h"
#include "roster-office-users.h"

#define PASSWORD "correct horse"

static void
set_up (OfficeFixture *fixture,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  office_fixture_set_up (fixture, data);
  roster_office_set_password_cost (fixture->office, crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN);
  roster_office_set_password (fixture->office, "seller", PASSWORD, &error);
  g_assert_no_error (error);
}

static void
wait_for (OfficeFixture *fixture,
          gint64         milliseconds)
{
  roster_manual_clock_advance (ROSTER_MANUAL_CLOCK (fixture->clock), milliseconds);
}

static char *
sign_in (OfficeFixture *fixture,
         const char    *login,
         const char    *password)
{
  g_autoptr (GError) error = NULL;
  gint64 wait;
  g_autoptr (RosterToken) token = roster_office_sign_in (fixture->office, login, password, &wait, &error);

  g_assert_no_error (error);
  g_assert_cmpint (token->expires_at, ==, roster_clock_now (fixture->clock) + ROSTER_OFFICE_TOKEN_AGE);
  return g_strdup (token->text);
}

static void
assert_refused (OfficeFixture     *fixture,
                const char        *login,
                const char        *password,
                RosterOfficeError  code,
                gint64             expected_wait)
{
  g_autoptr (GError) error = NULL;
  gint64 wait;

  g_assert_null (roster_office_sign_in (fixture->office, login, password, &wait, &error));
  g_assert_error (error, ROSTER_OFFICE_ERROR, (int) code);
  g_assert_cmpint (wait, ==, expected_wait);
}

static void
assert_token (OfficeFixture *fixture,
              const char    *token,
              const char    *person)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = roster_office_authenticate (fixture->office, token, &error);

  g_assert_cmpstr (found, ==, person);
  if (person == NULL)
    g_assert_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_LOGIN);
}

static void
test_sign_in (OfficeFixture *fixture,
              gconstpointer  data)
{
  g_autofree char *first = sign_in (fixture, "seller", PASSWORD);
  g_autofree char *second = sign_in (fixture, " Seller", PASSWORD);

  g_assert_cmpstr (first, !=, second);
  g_assert_cmpuint (strlen (first), ==, 43);
  assert_token (fixture, first, SELLER);
  assert_token (fixture, second, SELLER);
  assert_token (fixture, "", NULL);
  assert_token (fixture, "guess", NULL);
}

static void
test_wrong_logins_look_alike (OfficeFixture *fixture,
                              gconstpointer  data)
{
  static const char *const logins[] = { "seller", "nobody", "trainer", "" };
  g_autofree char *message = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 wait;

      g_assert_null (roster_office_sign_in (fixture->office, logins[i], "wrong password", &wait, &error));
      g_assert_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_LOGIN);
      if (message == NULL)
        message = g_strdup (error->message);
      g_assert_cmpstr (error->message, ==, message);
    }
}

static void
test_failures_slow_down (OfficeFixture *fixture,
                         gconstpointer  data)
{
  static const char *const logins[] = { "seller", "nobody" };

  for (guint i = 0; i < G_N_ELEMENTS (logins); i++)
    {
      gint64 wait = 1000;

      for (guint attempt = 0; attempt < 3; attempt++)
        assert_refused (fixture, logins[i], "wrong password", ROSTER_OFFICE_ERROR_LOGIN, 0);

      /* From here on each failure doubles the wait, up to a quarter of an hour. */
      for (guint attempt = 0; attempt < 14; attempt++)
        {
          assert_refused (fixture, logins[i], PASSWORD, ROSTER_OFFICE_ERROR_WAIT, wait);
          wait_for (fixture, wait - 1);
          assert_refused (fixture, logins[i], PASSWORD, ROSTER_OFFICE_ERROR_WAIT, 1);
          wait_for (fixture, 1);
          assert_refused (fixture, logins[i], "wrong password", ROSTER_OFFICE_ERROR_LOGIN, 0);
          wait = MIN (wait * 2, 15 * 60 * 1000);
        }
    }
}

static void
test_success_and_time_forgive (OfficeFixture *fixture,
                               gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  for (guint attempt = 0; attempt < 3; attempt++)
    assert_refused (fixture, "seller", "wrong password", ROSTER_OFFICE_ERROR_LOGIN, 0);
  wait_for (fixture, 1000);
  first = sign_in (fixture, "seller", PASSWORD);
  for (guint attempt = 0; attempt < 3; attempt++)
    assert_refused (fixture, "seller", "wrong password", ROSTER_OFFICE_ERROR_LOGIN, 0);

  wait_for (fixture, G_GINT64_CONSTANT (24) * 60 * 60 * 1000 + 1);
  assert_refused (fixture, "seller", "wrong password", ROSTER_OFFICE_ERROR_LOGIN, 0);
  second = sign_in (fixture, "seller", PASSWORD);
  g_assert_cmpstr (first, !=, second);
}

/* A clock that was ahead and is put right locks nobody out until it is there again; a step back forgives nothing. */
static void
test_a_clock_put_back_locks_nobody_out (OfficeFixture *fixture,
                                        gconstpointer  data)
{
  g_autofree char *token = NULL;

  for (guint attempt = 0; attempt < 3; attempt++)
    assert_refused (fixture, "seller", "wrong password", ROSTER_OFFICE_ERROR_LOGIN, 0);
  wait_for (fixture, -5000);
  assert_refused (fixture, "seller", PASSWORD, ROSTER_OFFICE_ERROR_WAIT, 6000);
  wait_for (fixture, G_GINT64_CONSTANT (-365) * 24 * 60 * 60 * 1000);
  token = sign_in (fixture, "seller", PASSWORD);
  assert_token (fixture, token, SELLER);
}

/* One person's failures are no other's affair. */
static void
test_failures_count_per_login (OfficeFixture *fixture,
                               gconstpointer  data)
{
  g_autofree char *token = NULL;

  for (guint attempt = 0; attempt < 3; attempt++)
    assert_refused (fixture, "nobody", "wrong password", ROSTER_OFFICE_ERROR_LOGIN, 0);
  token = sign_in (fixture, "seller", PASSWORD);
  assert_token (fixture, token, SELLER);
}

static void
test_tokens_end (OfficeFixture *fixture,
                 gconstpointer  data)
{
  g_autofree char *idle = sign_in (fixture, "seller", PASSWORD);
  g_autofree char *used = sign_in (fixture, "seller", PASSWORD);
  g_autoptr (GError) error = NULL;

  wait_for (fixture, ROSTER_OFFICE_TOKEN_AGE - 1);
  assert_token (fixture, used, SELLER);
  wait_for (fixture, 1);
  assert_token (fixture, idle, NULL);
  assert_token (fixture, used, SELLER);

  roster_office_forget_logins (fixture->office, &error);
  g_assert_no_error (error);
  assert_token (fixture, used, SELLER);
}

static void
test_tokens_are_revoked (OfficeFixture *fixture,
                         gconstpointer  data)
{
  g_autofree char *one = sign_in (fixture, "seller", PASSWORD);
  g_autofree char *other = sign_in (fixture, "seller", PASSWORD);
  g_autofree char *last = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (roster_office_sign_out (fixture->office, one, &error));
  g_assert_true (roster_office_sign_out (fixture->office, one, &error));
  assert_token (fixture, one, NULL);
  assert_token (fixture, other, SELLER);

  g_assert_true (roster_office_set_password (fixture->office, "seller", "another password", &error));
  assert_token (fixture, other, NULL);
  assert_refused (fixture, "seller", PASSWORD, ROSTER_OFFICE_ERROR_LOGIN, 0);

  last = sign_in (fixture, "seller", "another password");
  g_free (office_fixture_call (fixture, HEAD, "Person/set",
                               "{\"accountId\":\"company\",\"update\":{\"" SELLER "\":{\"active\":false}}}"));
  assert_token (fixture, last, NULL);
  assert_refused (fixture, "seller", "another password", ROSTER_OFFICE_ERROR_LOGIN, 0);
}

static gboolean
file_holds (const char *path,
            const char *needle)
{
  g_autofree char *contents = NULL;
  gsize length;

  return g_file_get_contents (path, &contents, &length, NULL) &&
         memmem (contents, length, needle, strlen (needle)) != NULL;
}

static void
test_secrets_are_not_stored (OfficeFixture *fixture,
                             gconstpointer  data)
{
  static const char *const endings[] = { "", "-wal" };
  g_autofree char *token = sign_in (fixture, "seller", PASSWORD);
  gboolean found_hash = FALSE;

  if (!g_file_test (fixture->path, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the store is no file");
      return;
    }

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (fixture->path, endings[i], NULL);

      g_assert_false (file_holds (path, token));
      g_assert_false (file_holds (path, PASSWORD));
      found_hash = found_hash || file_holds (path, "$argon2id$");
    }
  g_assert_true (found_hash);
}

static void
test_passwords_have_a_length (OfficeFixture *fixture,
                              gconstpointer  data)
{
  g_autofree char *long_password = g_strnfill (1024, 'x');
  g_autofree char *too_long = g_strnfill (1025, 'x');
  g_autofree char *token = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (roster_office_set_password (fixture->office, "seller", "1234567", &error));
  g_assert_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (roster_office_set_password (fixture->office, "seller", too_long, &error));
  g_assert_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_true (roster_office_set_password (fixture->office, "seller", "八个汉字的密码呀", &error));
  g_assert_true (roster_office_set_password (fixture->office, "seller", long_password, &error));
  token = sign_in (fixture, "seller", long_password);
  assert_refused (fixture, "seller", too_long, ROSTER_OFFICE_ERROR_LOGIN, 0);
  g_assert_false (roster_office_set_password (fixture->office, "nobody", PASSWORD, &error));
  g_assert_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_NOT_FOUND);
}

static void
test_users_are_added (OfficeFixture *fixture,
                      gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) users = NULL;
  g_autofree char *token = NULL;
  gboolean made_base;
  guint n_who_may = 0;

  g_assert_true (roster_office_add_user (fixture->office, "zhang", "张三", ROSTER_ROLE_SALESPERSON, "义乌", PASSWORD,
                                         &made_base, &error));
  g_assert_no_error (error);
  g_assert_false (made_base);
  g_assert_true (roster_office_add_user (fixture->office, "li", NULL, ROSTER_ROLE_TRAINER, "临沂", PASSWORD, &made_base,
                                         &error));
  g_assert_no_error (error);
  g_assert_true (made_base);
  g_assert_false (roster_office_add_user (fixture->office, "ZHANG", NULL, ROSTER_ROLE_OFFICE, NULL, PASSWORD,
                                          &made_base,
                                          &error));
  g_assert_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (roster_office_add_user (fixture->office, "wang", NULL, ROSTER_ROLE_OFFICE, "新基地", "short", &made_base,
                                          &error));
  g_assert_error (error, ROSTER_OFFICE_ERROR, ROSTER_OFFICE_ERROR_VALUE);
  g_clear_error (&error);

  users = roster_office_list_users (fixture->office, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (users->len, ==, 8);
  for (guint i = 0; i < users->len; i++)
    {
      const RosterOfficeUser *user = users->pdata[i];

      n_who_may += user->can_sign_in;
      if (strcmp (user->login, "zhang") == 0)
        {
          g_assert_cmpstr (user->name, ==, "张三");
          g_assert_cmpstr (user->base, ==, "义乌");
        }
    }
  g_assert_cmpuint (n_who_may, ==, 3);
  token = sign_in (fixture, "zhang", PASSWORD);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, func) g_test_add (path, OfficeFixture, NULL, set_up, func, office_fixture_tear_down)

  ADD ("/office/login/sign-in", test_sign_in);
  ADD ("/office/login/wrong-logins-look-alike", test_wrong_logins_look_alike);
  ADD ("/office/login/failures-slow-down", test_failures_slow_down);
  ADD ("/office/login/success-and-time-forgive", test_success_and_time_forgive);
  ADD ("/office/login/a-clock-put-back-locks-nobody-out", test_a_clock_put_back_locks_nobody_out);
  ADD ("/office/login/failures-count-per-login", test_failures_count_per_login);
  ADD ("/office/login/tokens-end", test_tokens_end);
  ADD ("/office/login/tokens-are-revoked", test_tokens_are_revoked);
  ADD ("/office/login/secrets-are-not-stored", test_secrets_are_not_stored);
  ADD ("/office/login/passwords-have-a-length", test_passwords_have_a_length);
  ADD ("/office/login/users-are-added", test_users_are_added);

  return g_test_run ();
}
