-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- What 003 and 007 added other computers may have filled while this cache could not keep it, and the office tells only what
-- changes from now on. So these types are read again from the start, as every type is to be that gets another column.
UPDATE sync_state SET state = 'reading again' WHERE type IN ('Live', 'Decision') AND state NOT LIKE 'loading %';
DELETE FROM sync_state WHERE type IN ('Live', 'Decision') AND state LIKE 'loading %';
