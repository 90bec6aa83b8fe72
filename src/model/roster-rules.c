/*
 * SPDX-FileCopyrightText: 2026 The Roster authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "roster-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "roster-rule-values.h"

/* The numbers of the domain's list of rules, and those that rules without a number need to work: how often somebody is
   to be contacted (7 days for those who come first, 14 for the others), how strongly reach is damped, the floor of a
   plan (one traffic item and one profit item) and the times of the reminders. */
const RosterRule roster_rules[ROSTER_N_RULES] = {
  [ROSTER_RULE_BOOK_NORM] = { .name = "bookNorm", .number = 1, .topic = ROSTER_RULE_TOPIC_BOOK,
    .kind = ROSTER_KIND_INTEGER, .label = N_("Norm of a book"), .unit = N_("streamers"), .fallback = 35,
    .minimum = 1, .maximum = 1000 },
  [ROSTER_RULE_CONTACT_DAYS_HEAVY_SELLER] = { .name = "contactDaysHeavySeller", .number = 2,
    .topic = ROSTER_RULE_TOPIC_CONTACT, .kind = ROSTER_KIND_INTEGER,
    .label = N_("Contact with heavy sellers at least every"), .unit = N_("days"), .fallback = 7, .minimum = 1,
    .maximum = 365 },
  [ROSTER_RULE_CONTACT_DAYS_PART_TIMER] = { .name = "contactDaysPartTimer", .number = 2,
    .topic = ROSTER_RULE_TOPIC_CONTACT, .kind = ROSTER_KIND_INTEGER,
    .label = N_("Contact with part-timers at least every"), .unit = N_("days"), .fallback = 7, .minimum = 1,
    .maximum = 365 },
  [ROSTER_RULE_CONTACT_DAYS_SMALL_SELLER] = { .name = "contactDaysSmallSeller", .number = 2,
    .topic = ROSTER_RULE_TOPIC_CONTACT, .kind = ROSTER_KIND_INTEGER,
    .label = N_("Contact with small sellers at least every"), .unit = N_("days"), .fallback = 14, .minimum = 1,
    .maximum = 365 },
  [ROSTER_RULE_CONTACT_DAYS_NEWCOMER] = { .name = "contactDaysNewcomer", .number = 2,
    .topic = ROSTER_RULE_TOPIC_CONTACT, .kind = ROSTER_KIND_INTEGER,
    .label = N_("Contact with newcomers at least every"), .unit = N_("days"), .fallback = 14, .minimum = 1,
    .maximum = 365 },
  [ROSTER_RULE_PART_TIMER_BAND_LOW] = { .name = "partTimerBandLow", .number = 3, .topic = ROSTER_RULE_TOPIC_INCOME,
    .kind = ROSTER_KIND_MONEY, .label = N_("Lower end of the band"), .fallback = 500 * ROSTER_LI_PER_YUAN,
    .maximum = 1000000 * ROSTER_LI_PER_YUAN },
  [ROSTER_RULE_PART_TIMER_BAND_HIGH] = { .name = "partTimerBandHigh", .number = 3, .topic = ROSTER_RULE_TOPIC_INCOME,
    .kind = ROSTER_KIND_MONEY, .label = N_("Upper end of the band"), .fallback = 1000 * ROSTER_LI_PER_YUAN,
    .minimum = 1, .maximum = 1000000 * ROSTER_LI_PER_YUAN, .not_below = "partTimerBandLow" },
  [ROSTER_RULE_DAMPED_FROM_FOLLOWERS] = { .name = "dampedFromFollowers", .number = 5,
    .topic = ROSTER_RULE_TOPIC_REACH, .kind = ROSTER_KIND_INTEGER, .label = N_("Public reach is lowered above"),
    .unit = N_("followers"), .fallback = 1000000, .minimum = 1, .maximum = 1000000000 },
  [ROSTER_RULE_DAMPING_STRENGTH] = { .name = "dampingStrength", .number = 5, .topic = ROSTER_RULE_TOPIC_REACH,
    .kind = ROSTER_KIND_RATE, .label = N_("Part of the reach above it that is not expected"),
    .fallback = ROSTER_RATE_ONE / 2, .maximum = ROSTER_RATE_ONE },
  [ROSTER_RULE_SETTLEMENT_DAYS_LOW] = { .name = "settlementDaysLow", .number = 8,
    .topic = ROSTER_RULE_TOPIC_SETTLEMENT, .kind = ROSTER_KIND_INTEGER,
    .label = N_("The platform pays after at least"), .unit = N_("days"), .fallback = 7, .maximum = 365 },
  [ROSTER_RULE_SETTLEMENT_DAYS_HIGH] = { .name = "settlementDaysHigh", .number = 8,
    .topic = ROSTER_RULE_TOPIC_SETTLEMENT, .kind = ROSTER_KIND_INTEGER,
    .label = N_("The platform pays after at most"), .unit = N_("days"), .fallback = 15, .maximum = 365,
    .not_below = "settlementDaysLow" },
  [ROSTER_RULE_AGEING_DAYS_LOW] = { .name = "ageingDaysLow", .number = 8, .topic = ROSTER_RULE_TOPIC_SETTLEMENT,
    .kind = ROSTER_KIND_INTEGER, .label = N_("What is owed is new for less than"), .unit = N_("days"), .fallback = 7,
    .minimum = 1, .maximum = 365 },
  [ROSTER_RULE_AGEING_DAYS_HIGH] = { .name = "ageingDaysHigh", .number = 8, .topic = ROSTER_RULE_TOPIC_SETTLEMENT,
    .kind = ROSTER_KIND_INTEGER, .label = N_("What is owed is old after"), .unit = N_("days"), .fallback = 15,
    .minimum = 1, .maximum = 365, .not_below = "ageingDaysLow" },
  [ROSTER_RULE_RESEARCH_POOL_FACTORIES] = { .name = "researchPoolFactories", .number = 9,
    .topic = ROSTER_RULE_TOPIC_RESEARCH, .kind = ROSTER_KIND_INTEGER, .label = N_("Factories in the pool"),
    .unit = N_("factories"), .fallback = 10, .minimum = 1, .maximum = 10000 },
  [ROSTER_RULE_RESEARCH_POOL_CONTRIBUTION] = { .name = "researchPoolContribution", .number = 9,
    .topic = ROSTER_RULE_TOPIC_RESEARCH, .kind = ROSTER_KIND_MONEY, .label = N_("Each puts in"),
    .fallback = 3000000 * ROSTER_LI_PER_YUAN, .maximum = 1000000000 * ROSTER_LI_PER_YUAN },
  [ROSTER_RULE_MATCH_HALF_LIFE] = { .name = "matchHalfLife", .number = 6, .topic = ROSTER_RULE_TOPIC_MATCHING,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A sale teaches half as much after"), .unit = N_("days"),
    .fallback = 56, .minimum = 1, .maximum = 3650 },
  [ROSTER_RULE_MATCH_PRIOR_SESSIONS] = { .name = "matchPriorSessions", .number = 6, .topic = ROSTER_RULE_TOPIC_MATCHING,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A streamer’s own pace counts half after"), .unit = N_("sessions"),
    .fallback = 12, .minimum = 1, .maximum = 1000 },
  [ROSTER_RULE_MATCH_PRIOR_UNITS] = { .name = "matchPriorUnits", .number = 6, .topic = ROSTER_RULE_TOPIC_MATCHING,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A product’s own sales count half after"), .unit = N_("units"),
    .fallback = 20, .minimum = 1, .maximum = 1000000 },
  [ROSTER_RULE_MATCH_FANS] = { .name = "matchFans", .number = 4, .topic = ROSTER_RULE_TOPIC_MATCHING,
    .kind = ROSTER_KIND_RATE, .label = N_("What twice the effective fans add, as a power"),
    .fallback = ROSTER_RATE_ONE / 4, .maximum = ROSTER_RATE_ONE },
  [ROSTER_RULE_MATCH_PRICE_ABOVE] = { .name = "matchPriceAbove", .number = 6, .topic = ROSTER_RULE_TOPIC_MATCHING,
    .kind = ROSTER_KIND_RATE, .label = N_("How strictly a price above what buyers pay counts"),
    .fallback = 2 * ROSTER_RATE_ONE, .maximum = 4 * ROSTER_RATE_ONE },
  [ROSTER_RULE_MATCH_PRICE_BELOW] = { .name = "matchPriceBelow", .number = 6, .topic = ROSTER_RULE_TOPIC_MATCHING,
    .kind = ROSTER_KIND_RATE, .label = N_("How strictly a price below it counts"),
    .fallback = 2 * ROSTER_RATE_ONE, .maximum = 4 * ROSTER_RATE_ONE },
  [ROSTER_RULE_MATCH_UNREADY] = { .name = "matchUnready", .number = 6, .topic = ROSTER_RULE_TOPIC_MATCHING,
    .kind = ROSTER_KIND_RATE, .label = N_("Pace that is left at a coaching result of zero"),
    .fallback = ROSTER_RATE_ONE * 60 / 100, .minimum = 1, .maximum = ROSTER_RATE_ONE },
  [ROSTER_RULE_MATCH_RED_LINE] = { .name = "matchRedLine", .number = 26, .topic = ROSTER_RULE_TOPIC_MATCHING,
    .kind = ROSTER_KIND_RATE, .label = N_("Pace that is left while a video’s confirmed red line is open"),
    .fallback = ROSTER_RATE_ONE * 70 / 100, .minimum = 1, .maximum = ROSTER_RATE_ONE },
  [ROSTER_RULE_MATCH_REFUSAL_DAYS] = { .name = "matchRefusalDays", .number = 6, .topic = ROSTER_RULE_TOPIC_MATCHING,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A refusal is forgotten after"), .unit = N_("days"),
    .fallback = 90, .minimum = 1, .maximum = 3650 },
  [ROSTER_RULE_MATCH_LATER_DAYS] = { .name = "matchLaterDays", .number = 6, .topic = ROSTER_RULE_TOPIC_MATCHING,
    .kind = ROSTER_KIND_INTEGER, .label = N_("“Later” puts a suggestion off for"), .unit = N_("days"),
    .fallback = 7, .minimum = 1, .maximum = 365 },
  [ROSTER_RULE_MATCH_SUPPLY_DAYS] = { .name = "matchSupplyDays", .number = 6, .topic = ROSTER_RULE_TOPIC_MATCHING,
    .kind = ROSTER_KIND_INTEGER, .label = N_("What is made counts as supply within"), .unit = N_("days"),
    .fallback = 7, .maximum = 365 },
  [ROSTER_RULE_EXPOSURE_FLOOR] = { .name = "exposureFloor", .number = 11, .topic = ROSTER_RULE_TOPIC_FAIRNESS,
    .kind = ROSTER_KIND_INTEGER, .label = N_("Everybody gets in a week at least"), .unit = N_("products"),
    .fallback = 2, .maximum = 100 },
  [ROSTER_RULE_LINE_UP_SLOTS] = { .name = "lineUpSlots", .number = 25, .topic = ROSTER_RULE_TOPIC_FAIRNESS,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A line-up holds at most"), .unit = N_("products"), .fallback = 6,
    .minimum = 2, .maximum = 100 },
  [ROSTER_RULE_PLACED_A_WEEK] = { .name = "placedAWeek", .number = 11, .topic = ROSTER_RULE_TOPIC_FAIRNESS,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A plan places for each streamer on average"), .unit = N_("products"),
    .fallback = 3, .minimum = 1, .maximum = 100 },
  [ROSTER_RULE_HEAT_PASSES] = { .name = "heatPasses", .number = 12, .topic = ROSTER_RULE_TOPIC_HEAT,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A video passes from"), .fallback = 30, .maximum = 100 },
  [ROSTER_RULE_HEAT_EXCELLENT] = { .name = "heatExcellent", .number = 12, .topic = ROSTER_RULE_TOPIC_HEAT,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A video is excellent from"), .fallback = 50, .maximum = 100,
    .not_below = "heatPasses" },
  [ROSTER_RULE_HEAT_HIT] = { .name = "heatHit", .number = 12, .topic = ROSTER_RULE_TOPIC_HEAT,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A video is a hit from"), .fallback = 80, .maximum = 100,
    .not_below = "heatExcellent" },
  [ROSTER_RULE_COMPLETION_EXCELLENT] = { .name = "completionExcellent", .number = 13,
    .topic = ROSTER_RULE_TOPIC_MEASURES, .kind = ROSTER_KIND_RATE,
    .label = N_("A completion rate is excellent from"), .fallback = ROSTER_RATE_ONE * 60 / 100,
    .maximum = ROSTER_RATE_ONE },
  [ROSTER_RULE_PLAYS_PER_LIKE_EXCELLENT] = { .name = "playsPerLikeExcellent", .number = 13,
    .topic = ROSTER_RULE_TOPIC_MEASURES, .kind = ROSTER_KIND_INTEGER,
    .label = N_("The play-to-like ratio is excellent up to"), .unit = N_("plays per like"), .fallback = 15,
    .minimum = 1, .maximum = 100000 },
  [ROSTER_RULE_JUDGED_FROM_PLAYS] = { .name = "judgedFromPlays", .number = 14, .topic = ROSTER_RULE_TOPIC_MEASURES,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A video is judged from"), .unit = N_("plays"), .fallback = 1000,
    .maximum = 1000000000 },
  [ROSTER_RULE_VIDEO_LENGTH_SHORTEST] = { .name = "videoLengthShortest", .number = 15,
    .topic = ROSTER_RULE_TOPIC_VIDEO, .kind = ROSTER_KIND_INTEGER, .label = N_("Shortest"), .unit = N_("seconds"),
    .decimals = 3, .fallback = 10000, .maximum = 3600000 },
  [ROSTER_RULE_VIDEO_LENGTH_LONGEST] = { .name = "videoLengthLongest", .number = 15,
    .topic = ROSTER_RULE_TOPIC_VIDEO, .kind = ROSTER_KIND_INTEGER, .label = N_("Longest"), .unit = N_("seconds"),
    .decimals = 3, .fallback = 30000, .maximum = 3600000, .not_below = "videoLengthShortest" },
  [ROSTER_RULE_VIDEO_LENGTH_IDEAL] = { .name = "videoLengthIdeal", .number = 15, .topic = ROSTER_RULE_TOPIC_VIDEO,
    .kind = ROSTER_KIND_INTEGER, .label = N_("Ideal"), .unit = N_("seconds"), .decimals = 3, .fallback = 11700,
    .maximum = 3600000, .not_below = "videoLengthShortest" },
  [ROSTER_RULE_LIVE_FROM_FANS] = { .name = "liveFromFans", .number = 23, .topic = ROSTER_RULE_TOPIC_LIVE,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A streamer goes live from"), .unit = N_("fans"), .fallback = 6,
    .maximum = 1000000 },
  [ROSTER_RULE_FIRST_PHASE_DAYS] = { .name = "firstPhaseDays", .number = 24, .topic = ROSTER_RULE_TOPIC_LIVE,
    .kind = ROSTER_KIND_INTEGER, .label = N_("The first phase after joining lasts"), .unit = N_("days"),
    .fallback = 90, .maximum = 3650 },
  [ROSTER_RULE_WEEKLY_LIVE_MINUTES] = { .name = "weeklyLiveMinutes", .number = 24, .topic = ROSTER_RULE_TOPIC_LIVE,
    .kind = ROSTER_KIND_INTEGER, .label = N_("Owed in a week of the first phase"), .unit = N_("minutes"),
    .fallback = 360, .maximum = 10080 },
  [ROSTER_RULE_WEEKLY_LIVE_SESSIONS] = { .name = "weeklyLiveSessions", .number = 24, .topic = ROSTER_RULE_TOPIC_LIVE,
    .kind = ROSTER_KIND_INTEGER, .label = N_("In about"), .unit = N_("sessions"), .fallback = 3, .minimum = 1,
    .maximum = 100 },
  [ROSTER_RULE_LIVE_SESSION_MINUTES] = { .name = "liveSessionMinutes", .number = 24, .topic = ROSTER_RULE_TOPIC_LIVE,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A session lasts"), .unit = N_("minutes"), .fallback = 120,
    .minimum = 1, .maximum = 1440 },
  [ROSTER_RULE_COACHING_POOR_BELOW] = { .name = "coachingPoorBelow", .number = 26,
    .topic = ROSTER_RULE_TOPIC_COACHING, .kind = ROSTER_KIND_RATE, .label = N_("A result is poor below"),
    .fallback = ROSTER_RATE_ONE * 60 / 100, .maximum = ROSTER_RATE_ONE },
  [ROSTER_RULE_COACHING_GOOD_FROM] = { .name = "coachingGoodFrom", .number = 26,
    .topic = ROSTER_RULE_TOPIC_COACHING, .kind = ROSTER_KIND_RATE, .label = N_("A result is good from"),
    .fallback = ROSTER_RATE_ONE * 85 / 100, .maximum = ROSTER_RATE_ONE, .not_below = "coachingPoorBelow" },
  [ROSTER_RULE_COACHING_REPEAT_DAYS] = { .name = "coachingRepeatDays", .number = 26,
    .topic = ROSTER_RULE_TOPIC_COACHING, .kind = ROSTER_KIND_INTEGER, .label = N_("Coaching is due again after"),
    .unit = N_("days"), .fallback = 30, .minimum = 1, .maximum = 3650 },
  [ROSTER_RULE_FOLLOW_UP_DAYS] = { .name = "followUpDays", .number = 26, .topic = ROSTER_RULE_TOPIC_COACHING,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A follow-up is due after"), .unit = N_("days"), .fallback = 7,
    .minimum = 1, .maximum = 365 },
  [ROSTER_RULE_YELLOW_CAP] = { .name = "yellowCap", .number = 26, .topic = ROSTER_RULE_TOPIC_COACHING,
    .kind = ROSTER_KIND_RATE, .label = N_("A crossed yellow line caps the result at"),
    .fallback = ROSTER_RATE_ONE * 59 / 100, .maximum = ROSTER_RATE_ONE, .not_below = "redCap" },
  [ROSTER_RULE_RED_CAP] = { .name = "redCap", .number = 26, .topic = ROSTER_RULE_TOPIC_COACHING,
    .kind = ROSTER_KIND_RATE, .label = N_("A crossed red line caps the result at"),
    .fallback = ROSTER_RATE_ONE * 30 / 100, .maximum = ROSTER_RATE_ONE },
  [ROSTER_RULE_REMIND_LINE_UP_OPEN] = { .name = "remindLineUpOpen", .number = 25,
    .topic = ROSTER_RULE_TOPIC_REMINDERS, .kind = ROSTER_KIND_INTEGER,
    .label = N_("The line-up is not confirmed: before the start"), .unit = N_("minutes"), .fallback = 1440,
    .maximum = 10080 },
  [ROSTER_RULE_REMIND_BEFORE_START] = { .name = "remindBeforeStart", .number = 24,
    .topic = ROSTER_RULE_TOPIC_REMINDERS, .kind = ROSTER_KIND_INTEGER,
    .label = N_("A session is near: before the start"), .unit = N_("minutes"), .fallback = 30, .maximum = 10080 },
  [ROSTER_RULE_REMIND_AT_START] = { .name = "remindAtStart", .number = 24, .topic = ROSTER_RULE_TOPIC_REMINDERS,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A session starts: before the start"), .unit = N_("minutes"),
    .fallback = 0, .maximum = 60 },
  [ROSTER_RULE_REMIND_NOT_STARTED] = { .name = "remindNotStarted", .number = 24,
    .topic = ROSTER_RULE_TOPIC_REMINDERS, .kind = ROSTER_KIND_INTEGER,
    .label = N_("A session was not started: after the start"), .unit = N_("minutes"), .fallback = 10,
    .maximum = 1440 },
  [ROSTER_RULE_REMIND_RESULTS] = { .name = "remindResults", .number = 24, .topic = ROSTER_RULE_TOPIC_REMINDERS,
    .kind = ROSTER_KIND_INTEGER, .label = N_("The results are missing: after the end"), .unit = N_("minutes"),
    .fallback = 60, .maximum = 10080 },
  [ROSTER_RULE_CLAIM_DAYS] = { .name = "claimDays", .number = 28, .topic = ROSTER_RULE_TOPIC_PROMOTION,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A street is held for"), .unit = N_("days"), .fallback = 7,
    .minimum = 1, .maximum = 365 },
  [ROSTER_RULE_AREA_DONE] = { .name = "areaDone", .number = 28, .topic = ROSTER_RULE_TOPIC_PROMOTION,
    .kind = ROSTER_KIND_RATE, .label = N_("An area is done when those asked know of it"),
    .fallback = ROSTER_RATE_ONE * 20 / 100, .maximum = ROSTER_RATE_ONE },
  [ROSTER_RULE_CAMPAIGN_DAYS_LOW] = { .name = "campaignDaysLow", .number = 28, .topic = ROSTER_RULE_TOPIC_PROMOTION,
    .kind = ROSTER_KIND_INTEGER, .label = N_("A campaign lasts at least"), .unit = N_("days"), .fallback = 7,
    .minimum = 1, .maximum = 365 },
  [ROSTER_RULE_CAMPAIGN_DAYS_HIGH] = { .name = "campaignDaysHigh", .number = 28,
    .topic = ROSTER_RULE_TOPIC_PROMOTION, .kind = ROSTER_KIND_INTEGER, .label = N_("A campaign lasts at most"),
    .unit = N_("days"), .fallback = 15, .minimum = 1, .maximum = 365, .not_below = "campaignDaysLow" },
  [ROSTER_RULE_PHOTO_SIDE] = { .name = "photoSide", .topic = ROSTER_RULE_TOPIC_PHOTOS, .kind = ROSTER_KIND_INTEGER,
    .label = N_("A photo is made smaller to a longest side of"), .unit = N_("pixels"), .fallback = 2048, .minimum = 640,
    .maximum = 4096 },
  [ROSTER_RULE_PHOTO_CACHE_MEGABYTES] = { .name = "photoCacheMegabytes", .topic = ROSTER_RULE_TOPIC_PHOTOS,
    .kind = ROSTER_KIND_INTEGER, .label = N_("On a computer they take at most"), .unit = N_("megabytes"),
    .fallback = 500, .minimum = 10, .maximum = 100000 },
  [ROSTER_RULE_PHOTO_QUOTA_MEGABYTES] = { .name = "photoQuotaMegabytes", .topic = ROSTER_RULE_TOPIC_PHOTOS,
    .kind = ROSTER_KIND_INTEGER, .label = N_("At the office those of a book take at most"), .unit = N_("megabytes"),
    .fallback = 2000, .minimum = 1, .maximum = 1000000 },
  [ROSTER_RULE_PHOTO_PURGE_DAYS] = { .name = "photoPurgeDays", .topic = ROSTER_RULE_TOPIC_PHOTOS,
    .kind = ROSTER_KIND_INTEGER, .label = N_("The office lets one that nothing names go after"), .unit = N_("days"),
    .fallback = 30, .minimum = 7, .maximum = 3650 },
  [ROSTER_RULE_HISTORY_DAYS] = { .name = "historyDays", .topic = ROSTER_RULE_TOPIC_HISTORY,
    .kind = ROSTER_KIND_INTEGER, .label = N_("What was done can be looked up for"), .unit = N_("days"), .fallback = 90,
    .minimum = 1, .maximum = 3650 },
  [ROSTER_RULE_HISTORY_MEGABYTES] = { .name = "historyMegabytes", .topic = ROSTER_RULE_TOPIC_HISTORY,
    .kind = ROSTER_KIND_INTEGER, .label = N_("It takes at most"), .unit = N_("megabytes"), .fallback = 50, .minimum = 1,
    .maximum = 10000 },
};

static const struct
{
  const char *title;
  const char *words;
} topics[ROSTER_N_RULE_TOPICS] = {
  [ROSTER_RULE_TOPIC_BOOK] = { N_("Book"), N_("A salesperson looks after the streamers of one book. Above the norm "
                                              "the app warns; it never blocks.") },
  [ROSTER_RULE_TOPIC_CONTACT] = { N_("Staying in Touch"),
                                  N_("Heavy sellers and part-timers come first; small sellers and "
                                     "newcomers are served, not chased.") },
  [ROSTER_RULE_TOPIC_INCOME] = { N_("Part-timers’ Income"),
                                 N_("A part-timer is content with a month’s income within this band.") },
  [ROSTER_RULE_TOPIC_REACH] = { N_("Reach"), N_("The platform lowers an account’s reach on its public page once it "
                                                "is large. Followers alone never rank anybody.") },
  [ROSTER_RULE_TOPIC_SETTLEMENT] = { N_("Settlement"), N_("How long the platform takes to pay, and the bounds by "
                                                          "which what is owed is aged. A factory whose terms "
                                                          "are shorter can run out of cash.") },
  [ROSTER_RULE_TOPIC_RESEARCH] = { N_("Product Research"),
                                   N_("Factories put money in together and share the failures.") },
  [ROSTER_RULE_TOPIC_MATCHING] = { N_("Matching"), N_("Products are ranked by the margin that is expected of them. "
                                                      "The system suggests, a person decides.") },
  [ROSTER_RULE_TOPIC_FAIRNESS] = { N_("Fairness"), N_("A plan leaves nobody out; it shows the Gini coefficient and "
                                                      "what more fairness costs.") },
  [ROSTER_RULE_TOPIC_HEAT] = { N_("Heat"), N_("The platform grades a video from 0 to 100.") },
  [ROSTER_RULE_TOPIC_MEASURES] = { N_("Content Measures"),
                                   N_("A new video is first shown to few people: it is not judged before.") },
  [ROSTER_RULE_TOPIC_VIDEO] = { N_("Video Length"), N_("A video passes between the shortest and the longest.") },
  [ROSTER_RULE_TOPIC_LIVE] = { N_("Live Sessions"), N_("Who waits for more fans loses them. In the first phase a "
                                                       "streamer owes hours every week.") },
  [ROSTER_RULE_TOPIC_COACHING] = { N_("Coaching"), N_("What a walk-through comes to, and when the next is due.") },
  [ROSTER_RULE_TOPIC_REMINDERS] = { N_("Reminders"), N_("When the app reminds of a session.") },
  [ROSTER_RULE_TOPIC_PROMOTION] = { N_("Ground Promotion"), N_("A claimed street is held and then released, unless "
                                                               "it was won. An area that is not done is pushed.") },
  [ROSTER_RULE_TOPIC_PHOTOS] = { N_("Photos"),
                                 N_("Each computer keeps photos that it has shown, the office those that "
                                    "records name. One that the office does not have yet always stays.") },
  [ROSTER_RULE_TOPIC_HISTORY] = { N_("History"),
                                  N_("How long each computer keeps what was done on it, so that it can "
                                     "be undone. The newest steps always stay.") },
};

/* What checks, reads and writes a value like that of any field. */
static RosterField
field_of (RosterRuleId id)
{
  const RosterRule *rule = &roster_rules[id];

  return (RosterField){ .name = rule->name,
                        .kind = rule->kind,
                        .label = rule->name,
                        .minimum = rule->minimum,
                        .maximum = rule->maximum };
}

/**
 * roster_rule_find:
 * @name: (nullable): a rule's name
 * @id: (out): which rule it is
 *
 * Returns: whether there is a rule called @name
 */
gboolean
roster_rule_find (const char   *name,
                  RosterRuleId *id)
{
  g_return_val_if_fail (id != NULL, FALSE);

  for (guint i = 0; name != NULL && i < ROSTER_N_RULES; i++)
    if (strcmp (roster_rules[i].name, name) == 0)
      {
        *id = i;
        return TRUE;
      }

  return FALSE;
}

/**
 * roster_rule_check:
 * @record: a Rule
 *
 * Whether the record names a rule and has a value within the rule's range: what the office asks besides what the field
 * table says. A client takes any record, for a newer office may know more rules.
 *
 * Returns: %FALSE with %ROSTER_MODEL_ERROR_VALUE otherwise
 */
gboolean
roster_rule_check (RosterRecord  *record,
                   GError       **error)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (record), FALSE);
  g_return_val_if_fail (roster_record_type (record) == &roster_rule_type, FALSE);

  const char *name = roster_record_text (record, "name");
  gint64 value = roster_record_number (record, "value", -1);
  RosterRuleId id;

  if (!roster_rule_find (name, &id))
    {
      g_set_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE, _("There is no rule called “%s”"),
                   name != NULL ? name : "");
      return FALSE;
    }

  if (value < roster_rules[id].minimum || value > roster_rules[id].maximum)
    {
      g_autofree char *least = roster_rule_value_to_text (id, roster_rules[id].minimum);
      g_autofree char *most = roster_rule_value_to_text (id, roster_rules[id].maximum);

      g_set_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE, _("%s must be between %s and %s"), name, least,
                   most);
      return FALSE;
    }

  return TRUE;
}

/**
 * roster_rule_label:
 *
 * Returns: what a person reads, in the interface's language
 */
const char *
roster_rule_label (RosterRuleId id)
{
  g_return_val_if_fail (id < ROSTER_N_RULES, NULL);

  return g_dgettext (GETTEXT_PACKAGE, roster_rules[id].label);
}

/**
 * roster_rule_value_to_text:
 * @value: in the rule's unit; money in li, rates in parts per million
 *
 * Returns: (transfer full): the value as a command line has it: yuan, a percentage, seconds with decimals
 */
char *
roster_rule_value_to_text (RosterRuleId id,
                           gint64       value)
{
  g_return_val_if_fail (id < ROSTER_N_RULES, NULL);

  RosterField field = field_of (id);
  g_autoptr (GVariant) variant = NULL;

  if (roster_rules[id].decimals > 0)
    return roster_decimal_to_text (value, roster_rules[id].decimals);

  variant = g_variant_ref_sink (g_variant_new_int64 (value));
  return roster_value_to_text (&field, variant);
}

/**
 * roster_rule_value_from_text:
 * @text: as roster_rule_value_to_text() writes it
 * @value: (out): in the rule's unit
 *
 * Returns: %FALSE with %ROSTER_MODEL_ERROR_VALUE where @text is no such value; its range is checked by
 *   roster_rule_check()
 */
gboolean
roster_rule_value_from_text (RosterRuleId   id,
                             const char    *text,
                             gint64        *value,
                             GError       **error)
{
  g_return_val_if_fail (id < ROSTER_N_RULES, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  RosterField field = field_of (id);
  g_autoptr (GVariant) variant = NULL;

  if (roster_rules[id].decimals > 0)
    {
      if (roster_decimal_from_text (text, roster_rules[id].decimals, value))
        return TRUE;
      g_set_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE, _("%s: must be a number"),
                   roster_rules[id].name);
      return FALSE;
    }

  field.minimum = G_MININT64;
  field.maximum = G_MAXINT64;
  variant = roster_value_from_text (&field, text, error);
  if (variant == NULL)
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, ROSTER_MODEL_ERROR, ROSTER_MODEL_ERROR_VALUE, _("%s: must be a number"),
                     roster_rules[id].name);
      return FALSE;
    }

  *value = g_variant_get_int64 (variant);
  return TRUE;
}

/**
 * roster_rule_topic_title:
 *
 * Returns: what the rules of the topic are about, in the interface's language
 */
const char *
roster_rule_topic_title (RosterRuleTopic topic)
{
  g_return_val_if_fail (topic < ROSTER_N_RULE_TOPICS, NULL);

  return g_dgettext (GETTEXT_PACKAGE, topics[topic].title);
}

/**
 * roster_rule_topic_words:
 *
 * Returns: the rule in words, without its numbers, in the interface's language
 */
const char *
roster_rule_topic_words (RosterRuleTopic topic)
{
  g_return_val_if_fail (topic < ROSTER_N_RULE_TOPICS, NULL);

  return g_dgettext (GETTEXT_PACKAGE, topics[topic].words);
}

/**
 * roster_rules_effective_fans:
 * @followers: how many there are
 * @minors_share: which part of them are minors, in parts per million
 *
 * Fans with buying power: followers × (1 − share of minors), rounded half up (rule 4).
 */
gint64
roster_rules_effective_fans (gint64 followers,
                             gint64 minors_share)
{
  gint64 fans;

  g_return_val_if_fail (followers >= 0, 0);
  g_return_val_if_fail (minors_share >= 0 && minors_share <= ROSTER_RATE_ONE, 0);

  return roster_multiply_divide (followers, ROSTER_RATE_ONE - minors_share, ROSTER_RATE_ONE, &fans) ? fans : 0;
}

/**
 * roster_streamer_effective_fans:
 * @streamer: a Streamer
 *
 * Returns: the streamer's effective fans; while the share of minors is unknown all followers count. -1 where the
 *   followers are unknown.
 */
gint64
roster_streamer_effective_fans (RosterRecord *streamer)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (streamer), -1);

  /* Lists order by this: the fields are looked up once. */
  static gsize once = 0;
  static guint followers_field, minors_field;
  const RosterPlain *followers, *minors;

  if (g_once_init_enter (&once))
    {
      followers_field = (guint) roster_record_type_find_field (&roster_streamer_type, "followers");
      minors_field = (guint) roster_record_type_find_field (&roster_streamer_type, "minorsShare");
      g_once_init_leave (&once, 1);
    }

  followers = roster_record_nth_plain (streamer, followers_field);
  minors = roster_record_nth_plain (streamer, minors_field);
  if (followers->form != ROSTER_PLAIN_NUMBER || followers->number < 0)
    return -1;

  return roster_rules_effective_fans (followers->number, minors->form == ROSTER_PLAIN_NUMBER ? minors->number : 0);
}

/**
 * roster_streamer_reach_is_damped:
 * @streamer: a Streamer
 * @rules: the values in force
 *
 * Returns: whether the platform shows the account less on its public page because it is so large (rule 5)
 */
gboolean
roster_streamer_reach_is_damped (RosterRecord     *streamer,
                                 RosterRuleValues *rules)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (streamer), FALSE);

  return roster_record_number (streamer, "followers", 0) >
         roster_rule_values_get (rules, ROSTER_RULE_DAMPED_FROM_FOLLOWERS);
}

/**
 * roster_streamer_is_part_timer:
 * @streamer: a Streamer
 *
 * Returns: whether the income band of rule 3 speaks of this streamer
 */
gboolean
roster_streamer_is_part_timer (RosterRecord *streamer)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (streamer), FALSE);

  return g_strcmp0 (roster_record_text (streamer, "tier"), "part-timer") == 0;
}

/**
 * roster_product_may_be_matched:
 * @product: a Product
 *
 * Returns: whether the safety and the legality check have both passed (rule 10)
 */
gboolean
roster_product_may_be_matched (RosterRecord *product)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (product), FALSE);

  return g_strcmp0 (roster_record_text (product, "safetyCheck"), "passed") == 0 &&
         g_strcmp0 (roster_record_text (product, "legalityCheck"), "passed") == 0;
}

/**
 * roster_video_is_open_red_line:
 * @video: a Video
 *
 * Returns: whether a person confirmed the red flag of a machine and nobody cleared it since (rules 26 and 27)
 */
gboolean
roster_video_is_open_red_line (RosterRecord *video)
{
  g_return_val_if_fail (ROSTER_IS_RECORD (video), FALSE);

  return g_strcmp0 (roster_record_text (video, "flag"), "red") == 0 &&
         g_strcmp0 (roster_record_text (video, "verdict"), "confirmed") == 0;
}
