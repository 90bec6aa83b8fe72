-- SPDX-FileCopyrightText: 2026 The Roster authors
-- SPDX-License-Identifier: GPL-3.0-or-later

-- When a person gave up sending a photo that a signed walk-through names: the name stays there, and so does the photo in
-- the folder, for this may be the only computer that has it.
ALTER TABLE blob_upload ADD COLUMN given_up_at INTEGER;
