use jiff::civil::datetime;
use proptest::prelude::*;

use super::*;
use crate::domain::transitions::{transitions, wall, year, zones};

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

#[test]
fn a_zone_is_found_in_any_case_and_keeps_its_name() {
    assert_eq!(zone(" europe/BERLIN ").name(), "Europe/Berlin");
    assert_eq!(zone("utc"), Zone::default());
    for name in ["", "Europe", "Europe/Nowhere", "Etc/Unknown", "../etc/passwd", "+01:00", "CET-1"]
    {
        assert_eq!(Zone::parse(name), Err(UnknownZone), "{name:?}");
    }
    assert_eq!(Zone::parse(&"x/".repeat(1 << 20)), Err(UnknownZone));
}

#[test]
fn settings_keep_a_zone_by_its_name() {
    for zone in zones() {
        let json = serde_json::to_string(&zone).unwrap();
        assert_eq!(json, format!("\"{}\"", zone.name()));
        assert_eq!(serde_json::from_str::<Zone>(&json).unwrap(), zone);
    }
    assert!(serde_json::from_str::<Zone>("\"Europe/Nowhere\"").is_err());
}

#[test]
fn the_zones_to_choose_from_are_places_in_order_and_all_are_known() {
    let names: Vec<_> = Zone::choices().collect();
    assert!(names.len() > 400, "{}", names.len());
    let (last, places) = names.split_last().unwrap();
    assert_eq!(*last, "UTC");
    assert!(places.is_sorted_by(|a, b| a < b));
    assert!(names.iter().all(|name| Zone::parse(name).unwrap().name() == *name));
    for name in ["Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham"] {
        assert!(places.contains(&name), "{name}");
    }
}

#[test]
fn a_time_that_is_skipped_is_moved_forward_and_one_that_is_repeated_is_the_earlier() {
    let (skipped, repeated) =
        (|minutes| ClockChange::Skipped { minutes }, |minutes| ClockChange::Repeated { minutes });
    for (name, typed, shown, change) in [
        ("Europe/Berlin", datetime(2026, 3, 29, 2, 30, 0, 0), (29, 3, 30), skipped(60)),
        ("Europe/Berlin", datetime(2026, 10, 25, 2, 30, 0, 0), (25, 2, 30), repeated(60)),
        // Half an hour, at two in the morning.
        ("Australia/Lord_Howe", datetime(2026, 10, 4, 2, 0, 0, 0), (4, 2, 30), skipped(30)),
        ("Australia/Lord_Howe", datetime(2026, 4, 5, 1, 45, 0, 0), (5, 1, 45), repeated(30)),
        // Three quarters of an hour off everybody else.
        ("Pacific/Chatham", datetime(2026, 9, 27, 2, 45, 0, 0), (27, 3, 45), skipped(60)),
        // Days without a midnight.
        ("Africa/Cairo", datetime(2026, 4, 24, 0, 0, 0, 0), (24, 1, 0), skipped(60)),
        ("America/Sao_Paulo", datetime(2018, 11, 4, 0, 0, 0, 0), (4, 1, 0), skipped(60)),
        // Two hours.
        ("Antarctica/Troll", datetime(2026, 3, 29, 1, 30, 0, 0), (29, 3, 30), skipped(120)),
        // The day that Samoa left out.
        ("Pacific/Apia", datetime(2011, 12, 30, 7, 0, 0, 0), (31, 7, 0), skipped(24 * 60)),
    ] {
        let found = zone(name).resolve(typed);
        let local = zone(name).local(found.moment);
        assert_eq!((local.day(), local.hour(), local.minute()), shown, "{name} {typed}");
        assert_eq!(found.change, Some(change), "{name} {typed}");
    }
}

#[test]
fn the_moments_are_those_of_the_world() {
    let berlin = zone("Europe/Berlin");
    // Seven in the morning is six by UTC in winter, and five in summer.
    assert_eq!(berlin.resolve(datetime(2026, 3, 28, 7, 0, 0, 0)).moment, Moment(1_774_677_600));
    assert_eq!(berlin.resolve(datetime(2026, 3, 29, 7, 0, 0, 0)).moment, Moment(1_774_760_400));
    let kathmandu = zone("Asia/Kathmandu").local(Moment(0));
    assert_eq!(kathmandu, datetime(1970, 1, 1, 5, 30, 0, 0), "a quarter less until 1986");
    assert_eq!(zone("Asia/Kathmandu").local(year(2026)), datetime(2026, 1, 1, 5, 45, 0, 0));
}

#[test]
fn at_every_change_of_the_clocks_the_rules_hold() {
    for change in transitions() {
        let (zone, name) = (&change.zone, change.zone.name());
        let length = change.gap() + change.fold();
        for seconds in [0, 60, length / 2, length - 60, length - 1] {
            let typed = change.wall(seconds);
            let found = zone.resolve(typed);
            let minutes = i32::try_from(length / 60).unwrap();
            if change.gap() > 0 {
                assert_eq!(found.change, Some(ClockChange::Skipped { minutes }), "{name} {typed}");
                assert_eq!(found.moment, Moment(change.at + seconds), "{name} {typed}");
                assert_eq!(zone.local(found.moment), change.wall(seconds + length), "{name}");
            } else {
                assert_eq!(found.change, Some(ClockChange::Repeated { minutes }), "{name} {typed}");
                assert_eq!(found.moment, Moment(change.at - length + seconds), "{name} {typed}");
                assert_eq!(zone.local(found.moment), typed, "{name}");
                assert_eq!(zone.local(found.moment.after(length)), typed, "it comes twice: {name}");
            }
        }
    }
}

#[test]
fn around_every_change_what_exists_once_comes_back_and_keeps_its_order() {
    for change in transitions() {
        let (zone, name) = (&change.zone, change.zone.name());
        let length = change.gap() + change.fold();
        let mut last = Moment(i64::MIN);
        // Every quarter of an hour from three hours before to three hours after, and the very edges.
        let quarters = (-12..0).chain(length / 900..length / 900 + 12).map(|quarter| quarter * 900);
        let mut around: Vec<i64> = quarters.chain([-60, -1, length, length + 60]).collect();
        around.retain(|seconds| !(0..length).contains(seconds));
        around.sort_unstable();
        around.dedup();
        for typed in around.into_iter().map(|seconds| change.wall(seconds)) {
            let found = zone.resolve(typed);
            assert_eq!(found.change, None, "{name} {typed}");
            assert_eq!(zone.local(found.moment), typed, "{name}");
            assert!(found.moment > last, "{name} {typed}");
            last = found.moment;
        }
    }
}

#[test]
fn no_moment_and_no_time_is_beyond_a_clock() {
    for zone in zones() {
        for moment in [i64::MIN, -377_705_116_800, -1, 0, 253_402_300_799, i64::MAX] {
            zone.resolve(zone.local(Moment(moment)));
        }
        assert!(zone.resolve(DateTime::MIN).moment < Moment(0), "{}", zone.name());
        assert!(zone.resolve(DateTime::MAX).moment > Moment(0), "{}", zone.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn every_moment_is_shown_by_a_time_that_leads_back_to_it(
        place in any::<prop::sample::Index>(),
        minute in year(2024).0 / 60..year(2031).0 / 60,
    ) {
        let names: Vec<_> = Zone::choices().collect();
        let zone = zone(names[place.index(names.len())]);
        let moment = Moment(minute * 60);
        let found = zone.resolve(zone.local(moment));
        match found.change {
            None => prop_assert_eq!(found.moment, moment),
            Some(ClockChange::Repeated { minutes }) => {
                let later = found.moment.after(i64::from(minutes) * 60);
                prop_assert!(moment == found.moment || moment == later);
            }
            Some(ClockChange::Skipped { .. }) => prop_assert!(false, "no clock shows a skipped time"),
        }
    }

    #[test]
    fn any_time_on_a_wall_has_its_moment(place in any::<prop::sample::Index>(), minute in -40_000_000_i64..130_000_000) {
        let zones = zones();
        let zone = &zones[place.index(zones.len())];
        let typed = wall(minute * 60);
        let found = zone.resolve(typed);
        let shown = zone.local(found.moment);
        match found.change {
            Some(ClockChange::Skipped { .. }) => prop_assert!(shown > typed),
            _ => prop_assert_eq!(shown, typed),
        }
    }
}
