/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-id.h"

#include <string.h>

struct _RosterIdSource
{
  GObject parent_instance;

  RosterClock *clock;
  GMutex mutex;
  GRand *rand;
  gint64 last;
  guint16 counter;
};

G_DEFINE_FINAL_TYPE (RosterIdSource, roster_id_source, G_TYPE_OBJECT)

static void
roster_id_source_finalize (GObject *object)
{
  RosterIdSource *self = ROSTER_ID_SOURCE (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->rand, g_rand_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (roster_id_source_parent_class)->finalize (object);
}

static void
roster_id_source_class_init (RosterIdSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = roster_id_source_finalize;
}

static void
roster_id_source_init (RosterIdSource *self)
{
  g_mutex_init (&self->mutex);
}

static RosterIdSource *
id_source_new (RosterClock *clock,
               GRand       *rand)
{
  RosterIdSource *self = g_object_new (ROSTER_TYPE_ID_SOURCE, NULL);

  self->clock = g_object_ref (clock);
  self->rand = rand;
  return self;
}

/**
 * roster_id_source_new:
 * @clock: gives the time part of the ids
 *
 * Returns: (transfer full): a source of ids that no other source makes
 */
RosterIdSource *
roster_id_source_new (RosterClock *clock)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  return id_source_new (clock, g_rand_new ());
}

/**
 * roster_id_source_new_seeded:
 *
 * Returns: (transfer full): a source that makes the same ids again for the same @seed and times;
 *   for simulations and the demo company only
 */
RosterIdSource *
roster_id_source_new_seeded (RosterClock *clock,
                             guint32      seed)
{
  g_return_val_if_fail (ROSTER_IS_CLOCK (clock), NULL);

  return id_source_new (clock, g_rand_new_with_seed (seed));
}

/**
 * roster_id_source_next:
 *
 * A UUID of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then a 12-bit counter that keeps ids of the
 * same millisecond in order (section 6.2, method 1), then random bits. May be called from any thread.
 *
 * Returns: (transfer full): the id in its lower-case text form
 */
char *
roster_id_source_next (RosterIdSource *self)
{
  g_return_val_if_fail (ROSTER_IS_ID_SOURCE (self), NULL);

  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  gint64 now = MAX (roster_clock_now (self->clock), 0);
  guint32 high, low;

  if (now > self->last)
    {
      self->last = now;
      self->counter = g_rand_int_range (self->rand, 0, 0x400);
    }
  else if (++self->counter > 0xfff)
    {
      self->last++;
      self->counter = 0;
    }

  high = g_rand_int (self->rand);
  low = g_rand_int (self->rand);
  return g_strdup_printf ("%08x-%04x-7%03x-%04x-%04x%08x",
                          (guint32) (self->last >> 16), (guint32) (self->last & 0xffff),
                          self->counter,
                          0x8000 | ((high >> 16) & 0x3fff), high & 0xffff, low);
}

/**
 * roster_id_derive:
 * @from: another id
 * @name: what the new one is for
 *
 * The id of something that follows from something else, so that two computers which both make it make the same record:
 * a UUID of version 5 (RFC 9562, section 5.5) with @from before the name.
 *
 * Returns: (transfer full): always the same id for the same @from and @name
 */
char *
roster_id_derive (const char *from,
                  const char *name)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA1);
  guint8 digest[20];
  gsize length = sizeof digest;
  g_autofree char *hexadecimal = NULL;

  g_return_val_if_fail (from != NULL && name != NULL, NULL);

  g_checksum_update (checksum, (const guchar *) from, -1);
  g_checksum_update (checksum, (const guchar *) name, -1);
  g_checksum_get_digest (checksum, digest, &length);
  digest[6] = (guint8) (0x50 | (digest[6] & 0x0f));
  digest[8] = (guint8) (0x80 | (digest[8] & 0x3f));
  hexadecimal = g_malloc (2 * 16 + 1);
  for (guint i = 0; i < 16; i++)
    g_snprintf (hexadecimal + 2 * i, 3, "%02x", digest[i]);
  return g_strdup_printf ("%.8s-%.4s-%.4s-%.4s-%.12s", hexadecimal, hexadecimal + 8, hexadecimal + 12,
                          hexadecimal + 16, hexadecimal + 20);
}

/**
 * roster_id_is_valid:
 *
 * Returns: whether @text is a UUID in lower-case text form; ids made elsewhere may be of any version
 */
gboolean
roster_id_is_valid (const char *text)
{
  g_return_val_if_fail (text != NULL, FALSE);

  for (gsize i = 0; i < ROSTER_ID_LENGTH; i++)
    {
      gboolean dash = i == 8 || i == 13 || i == 18 || i == 23;

      if (dash ? text[i] != '-' : !g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
        return FALSE;
    }

  return text[ROSTER_ID_LENGTH] == '\0';
}
