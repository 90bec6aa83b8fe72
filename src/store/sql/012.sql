-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- Which types a person may change in an account, by name with blanks between; NULL where nobody has said, then read_only
-- says it. What the office's session said is remembered already.
ALTER TABLE account ADD COLUMN writes TEXT;
UPDATE account SET writes = (
  SELECT group_concat(allowed.key, ' ')
  FROM fact, json_each(fact.value, '$.accounts."' || account.id ||
                                   '".accountCapabilities."https://roster.weiye.com/jmap".writes') AS allowed
  WHERE fact.name = 'session' AND json_valid(fact.value) AND allowed.value
) WHERE EXISTS (SELECT 1 FROM fact WHERE name = 'session' AND json_valid(value));
