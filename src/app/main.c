/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-application.h"

int
main (int    argc,
      char **argv)
{
  return roster_application_main (argc, argv);
}
