use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::domain::transitions::{transitions, wall, year, zones};

const DAY_SECONDS: i64 = 86_400;

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

fn rhythm(rows: &[(&'static str, &'static str)]) -> Rhythm {
    Rhythm::parse(rows.iter().copied()).unwrap()
}

/// A moment as the wall shows it: `Tue 2026-03-24 07:00`.
fn shown(zone: &Zone, moment: Moment) -> String {
    zone.local(moment).strftime("%a %Y-%m-%d %H:%M").to_string()
}

#[test]
fn the_rows_of_a_form_become_slots_in_the_order_of_the_week() {
    let rows = [("fri", "18:30"), ("tue", ""), ("tue", " 7:00 "), ("fri", "18:30"), ("", " ")];
    let found = rhythm(&rows);
    let fields: Vec<_> = found.slots().iter().map(|slot| slot.fields()).collect();
    assert_eq!(fields, [("tue", "07:00".to_owned()), ("fri", "18:30".to_owned())]);
    let again = Rhythm::parse(fields.iter().map(|(day, time)| (*day, time.as_str())));
    assert_eq!(again, Ok(found));
    assert_eq!(Rhythm::parse([]), Ok(Rhythm::default()));
}

#[test]
fn a_row_that_is_no_slot_is_refused_by_its_number() {
    let second = |weekday, time| Rhythm::parse([("mon", "7:00"), (weekday, time)]);
    for weekday in ["", "Tuesday", "TUE", "8"] {
        assert_eq!(second(weekday, "7:00"), Err(InvalidRhythm::Weekday { row: 1 }), "{weekday}");
    }
    for time in ["7", "24:00", "seven"] {
        assert_eq!(second("tue", time), Err(InvalidRhythm::Time { row: 1 }), "{time}");
    }
}

#[test]
fn fourteen_slots_are_taken_and_no_more() {
    let times: Vec<String> = (0..=14).map(|hour| format!("{hour}:00")).collect();
    let some = |count| Rhythm::parse(times.iter().take(count).map(|time| ("mon", time.as_str())));
    assert_eq!(some(14).unwrap().slots().len(), RHYTHM_SLOTS_MAX);
    assert_eq!(some(15), Err(InvalidRhythm::TooMany { count: 15 }));
    let same = Rhythm::parse(std::iter::repeat_n(("mon", "7:00"), 100));
    assert_eq!(same.unwrap().slots().len(), 1);
}

#[test]
fn settings_read_back_the_rhythm_that_they_keep_and_refuse_another() {
    let kept = rhythm(&[("tue", "7:00"), ("sun", "23:59"), ("fri", "18:30")]);
    let json = serde_json::to_string(&kept).unwrap();
    assert_eq!(json, r#"["tue 07:00","fri 18:30","sun 23:59"]"#);
    assert_eq!(serde_json::from_str::<Rhythm>(&json).unwrap(), kept);
    for bad in [r#"["tue"]"#, r#"["07:00"]"#, r#"["tue 25:00"]"#, r#""tue 07:00""#] {
        assert!(serde_json::from_str::<Rhythm>(bad).is_err(), "{bad}");
    }
}

#[test]
fn the_next_slots_follow_one_another_through_the_change_of_the_clocks() {
    let (berlin, rhythm) = (zone("Europe/Berlin"), rhythm(&[("tue", "7:00"), ("sun", "2:30")]));
    let mut taken = Vec::new();
    while taken.len() < 4 {
        let next = rhythm.next_free(&berlin, Moment(1_774_339_199), &taken).unwrap();
        taken.push(next);
    }
    let found: Vec<String> = taken.iter().map(|moment| shown(&berlin, *moment)).collect();
    let expected = [
        "Sun 2026-03-29 03:30",
        "Tue 2026-03-31 07:00",
        "Sun 2026-04-05 02:30",
        "Tue 2026-04-07 07:00",
    ];
    assert_eq!(found, expected);
}

#[test]
fn the_slot_of_this_minute_is_over() {
    let (utc, rhythm) = (Zone::default(), rhythm(&[("thu", "0:00")]));
    // 2026 began on a Thursday.
    let now = year(2026);
    assert_eq!(rhythm.next_free(&utc, now.after(-1), &[]), Some(now));
    assert_eq!(rhythm.next_free(&utc, now, &[]), Some(now.after(7 * DAY_SECONDS)));
}

#[test]
fn sixty_days_are_searched() {
    let (utc, rhythm, now) = (Zone::default(), rhythm(&[("thu", "0:00")]), year(2026));
    let mut taken = Vec::new();
    for _ in 0..20 {
        taken.extend(rhythm.next_free(&utc, now, &taken));
    }
    assert_eq!(taken.len(), 8, "the Thursdays of sixty days, without the first");
    assert_eq!(Rhythm::default().next_free(&utc, now, &[]), None);
}

#[test]
fn a_slot_that_was_moved_past_its_neighbour_comes_after_it() {
    // Both on the morning on which 2:00 to 3:00 is left out.
    let (berlin, rhythm) = (zone("Europe/Berlin"), rhythm(&[("sun", "2:45"), ("sun", "3:15")]));
    let saturday = Moment(1_774_656_000);
    let first = rhythm.next_free(&berlin, saturday, &[]).unwrap();
    let second = rhythm.next_free(&berlin, saturday, &[first]).unwrap();
    assert_eq!(shown(&berlin, first), "Sun 2026-03-29 03:15");
    assert_eq!(shown(&berlin, second), "Sun 2026-03-29 03:45");
}

#[test]
fn a_slot_on_the_day_that_samoa_left_out_is_a_day_later() {
    let (apia, rhythm) = (zone("Pacific/Apia"), rhythm(&[("fri", "7:00")]));
    let thursday = apia.resolve(jiff::civil::date(2011, 12, 29).at(23, 0, 0, 0)).moment;
    let next = rhythm.next_free(&apia, thursday, &[]).unwrap();
    assert_eq!(shown(&apia, next), "Sat 2011-12-31 07:00");
    // It is yesterday's, and still to come.
    assert_eq!(rhythm.next_free(&apia, thursday.after(2 * 3600), &[]), Some(next));
}

#[test]
fn slots_keep_their_time_on_the_wall_across_every_change_of_the_clocks() {
    let rhythm = rhythm(&[("tue", "7:00"), ("wed", "12:45"), ("fri", "18:30"), ("sat", "20:15")]);
    let times: BTreeSet<&str> =
        ["Tue 07:00", "Wed 12:45", "Fri 18:30", "Sat 20:15"].into_iter().collect();
    for change in transitions() {
        let mut now = Moment(change.at - 8 * DAY_SECONDS);
        let mut found = BTreeSet::new();
        // Two weeks and more have four slots each.
        for _ in 0..9 {
            now = rhythm.next_free(&change.zone, now, &[]).unwrap();
            found.insert(change.zone.local(now).strftime("%a %H:%M").to_string());
        }
        assert!(found.iter().eq(times.iter()), "{}: {found:?}", change.zone.name());
    }
}

#[test]
fn a_slot_that_falls_into_a_change_of_the_clocks_is_moved_or_the_earlier() {
    for change in transitions() {
        let local = change.wall((change.gap() + change.fold()) / 2);
        let (weekday, time) = (weekday_field(local.weekday()), time_field(local.time()));
        let rhythm = Rhythm::parse([(weekday, time.as_str())]).unwrap();
        let next =
            rhythm.next_free(&change.zone, Moment(change.at - 3 * DAY_SECONDS), &[]).unwrap();
        let expected = change.at - change.fold() + (change.gap() + change.fold()) / 2;
        assert_eq!(next, Moment(expected), "{}", change.zone.name());
    }
}

#[test]
fn no_now_makes_the_search_panic() {
    let rhythm = rhythm(&[("mon", "0:00"), ("sun", "23:59")]);
    for zone in zones() {
        for now in [i64::MIN, -1, i64::MAX] {
            let _ = rhythm.next_free(&zone, Moment(now), &[]);
        }
    }
}

prop_compose! {
    fn any_rhythm()(rows in prop::collection::vec((0_usize..7, 0_i64..1440), 1..=RHYTHM_SLOTS_MAX)) -> Rhythm {
        let rows: Vec<_> = rows
            .into_iter()
            .map(|(day, minute)| (WEEKDAYS[day].0, time_field(wall(minute * 60).time())))
            .collect();
        Rhythm::parse(rows.iter().map(|(day, time)| (*day, time.as_str()))).unwrap()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_next_free_slot_is_the_first_minute_that_the_rhythm_names_and_nobody_has(
        rhythm in any_rhythm(),
        place in any::<prop::sample::Index>(),
        minute in 0_i64..60 * 24 * 365 * 6,
        already in 0_usize..30,
    ) {
        let (zones, now) = (zones(), year(2024).after(minute * 60 + 17));
        let zone = &zones[place.index(zones.len())];
        let mut taken: Vec<Moment> = Vec::new();
        for _ in 0..already {
            taken.extend(rhythm.next_free(zone, now, &taken));
        }
        prop_assert!(taken.is_sorted_by(|a, b| a < b), "each was free, and the first");
        let Some(next) = rhythm.next_free(zone, now, &taken) else {
            prop_assert!(taken.len() >= 8, "sixty days have eight weeks");
            return Ok(());
        };
        prop_assert!(next > now && !taken.contains(&next));
        // Minute by minute, as somebody with a clock and the rhythm on paper would do it.
        let mut minute = Moment((now.0.div_euclid(60) + 1) * 60);
        while minute <= next {
            let local = zone.local(minute);
            let named = rhythm.slots().iter()
                .any(|slot| slot.weekday() == local.weekday() && slot.time() == local.time());
            let earlier = zone.resolve(local).moment == minute;
            if named && earlier && !taken.contains(&minute) {
                prop_assert_eq!(minute, next);
            }
            minute = minute.after(60);
        }
    }

    #[test]
    fn every_rhythm_comes_back_from_settings(rhythm in any_rhythm()) {
        let json = serde_json::to_string(&rhythm).unwrap();
        prop_assert_eq!(serde_json::from_str::<Rhythm>(&json).unwrap(), rhythm);
    }
}

#[test]
fn the_free_slots_of_a_month_are_those_that_no_post_has_and_that_are_still_to_come() {
    let (berlin, tuesdays) = (zone("Europe/Berlin"), rhythm(&[("tue", "7:00")]));
    let at = |day: i8| berlin.resolve(jiff::civil::date(2026, 12, day).at(7, 0, 0, 0)).moment;
    let whole = (at(1), at(29));
    assert_eq!(tuesdays.free(&berlin, whole, &[]), [at(8), at(15), at(22)]);
    assert_eq!(tuesdays.free(&berlin, whole, &[at(15)]), [at(8), at(22)]);
    assert_eq!(tuesdays.free(&berlin, (at(29), at(1)), &[]), []);
    assert_eq!(Rhythm::default().free(&berlin, whole, &[]), []);
}
