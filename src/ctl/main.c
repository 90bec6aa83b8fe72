/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-ctl.h"

int
main (int   argc,
      char *argv[])
{
  return roster_ctl_main (argc, argv);
}
