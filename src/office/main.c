/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-admin.h"

int
main (int   argc,
      char *argv[])
{
  return roster_admin_main (argc, argv);
}
