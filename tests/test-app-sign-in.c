/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The form of an office, a login and a password: what is missing, and what is wrong, is said at its row. */

#include "app-fixture.h"
#include "roster-sign-in-form.h"

typedef struct
{
  AppFixture app;
  GtkWidget *window;
  GtkWidget *form;
  GtkEditable *office;
  GtkEditable *login;
  GtkEditable *password;
  GtkWidget *button;
  guint n_signed_in;
} Fixture;

static void
signed_in_cb (Fixture *fixture)
{
  fixture->n_signed_in++;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  app_fixture_set_up (&fixture->app, data);
  roster_coordinator_start (roster_context_coordinator (fixture->app.context));
  app_fixture_settle (&fixture->app);
  fixture->window = gtk_window_new ();
  fixture->form = g_object_new (ROSTER_TYPE_SIGN_IN_FORM, NULL);
  roster_sign_in_form_set_context (ROSTER_SIGN_IN_FORM (fixture->form), fixture->app.context);
  g_signal_connect_swapped (fixture->form, "signed-in", G_CALLBACK (signed_in_cb), fixture);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->form);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->office = GTK_EDITABLE (app_fixture_find (fixture->form, ADW_TYPE_ENTRY_ROW, "Office address"));
  fixture->login = GTK_EDITABLE (app_fixture_find (fixture->form, ADW_TYPE_ENTRY_ROW, "Login"));
  fixture->password = GTK_EDITABLE (app_fixture_find (fixture->form, ADW_TYPE_PASSWORD_ENTRY_ROW, NULL));
  fixture->button = app_fixture_find (fixture->form, GTK_TYPE_BUTTON, "_Sign In");
  g_assert_true (fixture->office != NULL && fixture->login != NULL && fixture->password != NULL);
  g_assert_nonnull (fixture->button);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  app_fixture_tear_down (&fixture->app, data);
}

static void
fill (Fixture    *fixture,
      const char *office,
      const char *login,
      const char *password)
{
  gtk_editable_set_text (fixture->office, office);
  gtk_editable_set_text (fixture->login, login);
  gtk_editable_set_text (fixture->password, password);
}

/* Blanks are nothing, and only three filled rows can be sent. */
static void
test_button_waits_for_all_three (Fixture       *fixture,
                                 gconstpointer  data)
{
  static const char *const forms[][3] = {
    { "", "", "" },
    { "office.example", "", "" },
    { "office.example", "songbin", "" },
    { "", "songbin", "secret" },
    { "office.example", "  ", "secret" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      fill (fixture, forms[i][0], forms[i][1], forms[i][2]);
      g_assert_false (gtk_widget_is_sensitive (fixture->button));
    }
  fill (fixture, "office.example", "songbin", "secret");
  g_assert_true (gtk_widget_is_sensitive (fixture->button));
}

static void
test_enter_goes_to_what_is_missing (Fixture       *fixture,
                                    gconstpointer  data)
{
  fill (fixture, "office.example", "", "secret");
  gtk_widget_grab_focus (GTK_WIDGET (fixture->office));
  g_signal_emit_by_name (fixture->office, "entry-activated");
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), GTK_WIDGET (fixture->login)));
}

/* A wrong address is marked where it was typed; the rest stays, and correcting it takes the mark away. */
static void
test_wrong_address_is_said_at_its_row (Fixture       *fixture,
                                       gconstpointer  data)
{
  GtkRevealer *revealer = GTK_REVEALER (app_fixture_find (fixture->form, GTK_TYPE_REVEALER, NULL));

  fill (fixture, "http://far away", "songbin", "secret");
  g_signal_emit_by_name (fixture->button, "clicked");
  while (!gtk_widget_has_css_class (GTK_WIDGET (fixture->office), "error"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_revealer_get_reveal_child (revealer));
  g_assert_cmpstr (gtk_editable_get_text (fixture->password), ==, "secret");
  g_assert_cmpuint (fixture->n_signed_in, ==, 0);

  gtk_editable_set_text (fixture->office, "https://office.example");
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (fixture->office), "error"));
}

/* Where the office and the person are known, only the password is asked for. */
static void
test_known_person_gives_only_the_password (Fixture       *fixture,
                                           gconstpointer  data)
{
  roster_sign_in_form_fill (ROSTER_SIGN_IN_FORM (fixture->form), "https://office.example", "songbin", TRUE);
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (fixture->office)));
  g_assert_false (gtk_widget_is_sensitive (GTK_WIDGET (fixture->login)));
  gtk_widget_grab_focus (fixture->form);
  g_assert_true (
      gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (fixture->window)), GTK_WIDGET (fixture->password)));
}

/* The button that shows what was typed says what it does next. */
static void
test_reveal_button_has_a_name (Fixture       *fixture,
                               gconstpointer  data)
{
  GtkWidget *button = app_fixture_find (GTK_WIDGET (fixture->password), GTK_TYPE_BUTTON, "Show Password");
  GtkText *text = GTK_TEXT (gtk_editable_get_delegate (fixture->password));

  g_assert_nonnull (button);
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Show Password");
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (gtk_text_get_visibility (text));
  gtk_test_accessible_assert_property (button, GTK_ACCESSIBLE_PROPERTY_LABEL, "Hide Password");
}

int
main (int    argc,
      char **argv)
{
  app_fixture_init (&argc, &argv);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/app/sign-in/button-waits-for-all-three", test_button_waits_for_all_three);
  ADD ("/app/sign-in/enter-goes-to-what-is-missing", test_enter_goes_to_what_is_missing);
  ADD ("/app/sign-in/wrong-address-is-said-at-its-row", test_wrong_address_is_said_at_its_row);
  ADD ("/app/sign-in/reveal-button-has-a-name", test_reveal_button_has_a_name);
  ADD ("/app/sign-in/known-person-gives-only-the-password", test_known_person_gives_only_the_password);
#undef ADD

  return g_test_run ();
}
