use jiff::civil::datetime;
use proptest::prelude::*;

use super::*;
use crate::domain::transitions::{transitions, year, zones};

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

/// What is typed in Berlin at the beginning of 2026.
fn in_berlin(date: &str, time: &str) -> Result<Scheduled, InvalidSchedule> {
    schedule(&zone("Europe/Berlin"), date, time, year(2026))
}

#[test]
fn a_typed_date_and_time_is_a_moment_on_the_columns_clock() {
    let summer = in_berlin("2026-07-01", "07:00").unwrap();
    assert_eq!(summer.local, datetime(2026, 7, 1, 7, 0, 0, 0));
    assert_eq!(summer.moment, Moment(1_782_882_000));
    assert_eq!(summer.change, None);
    for (date, time) in [(" 2026-7-1 ", " 7:00 "), ("2026-07-01", "07:00:59")] {
        assert_eq!(in_berlin(date, time), Ok(summer), "{date} {time}");
    }
}

#[test]
fn the_edges_of_days_and_months_and_the_leap_day_are_taken() {
    for (date, time) in [
        ("2026-01-31", "23:59"),
        ("2026-12-31", "23:59"),
        ("2028-02-29", "00:00"),
        ("2026-02-01", "0:00"),
    ] {
        let local = in_berlin(date, time).unwrap().local;
        assert_eq!(local.date().to_string(), date);
        assert_eq!((local.hour(), local.minute()), if time == "23:59" { (23, 59) } else { (0, 0) });
    }
}

#[test]
fn what_is_no_date_or_no_time_is_refused() {
    for date in [
        "",
        "2026",
        "2026-02-29",
        "2026-04-31",
        "2026-13-01",
        "2026-00-01",
        "26-01-02",
        "01.02.2026",
        "2026-03-29-1",
        "2026-+3-29",
        "-2026-03-29",
        "2026-03-",
        "20261-3-29",
        "٢٠٢٦-٠٣-٢٩",
    ] {
        assert_eq!(in_berlin(date, "7:00"), Err(InvalidSchedule::Date), "{date:?}");
    }
    for time in [
        "",
        "7",
        "24:00",
        "7:60",
        "07:00:60",
        "-7:00",
        "7:+5",
        "7:00 pm",
        "7:00:00:00",
        ":30",
        "7:",
        "007:00",
    ] {
        assert_eq!(in_berlin("2026-03-29", time), Err(InvalidSchedule::Time), "{time:?}");
    }
    let long = "2026-03-29".repeat(1 << 18);
    assert_eq!(in_berlin(&long, &long), Err(InvalidSchedule::Date));
}

#[test]
fn a_time_that_does_not_exist_is_moved_and_told_of() {
    let moved = in_berlin("2026-03-29", "02:30").unwrap();
    assert_eq!(moved.local, datetime(2026, 3, 29, 3, 30, 0, 0));
    assert_eq!(moved.change, Some(ClockChange::Skipped { minutes: 60 }));
    let twice = in_berlin("2026-10-25", "02:30").unwrap();
    assert_eq!(twice.local, datetime(2026, 10, 25, 2, 30, 0, 0));
    assert_eq!(twice.change, Some(ClockChange::Repeated { minutes: 60 }));
}

#[test]
fn the_past_is_refused_with_what_time_it_is() {
    let berlin = zone("Europe/Berlin");
    let seven = in_berlin("2026-07-01", "07:00").unwrap().moment;
    let at = |now| schedule(&berlin, "2026-07-01", "07:00", now);
    assert!(at(seven.after(-1)).is_ok());
    assert_eq!(at(seven), Err(InvalidSchedule::Past { now: seven }));
    assert_eq!(at(seven.after(1)), Err(InvalidSchedule::Past { now: seven.after(1) }));
    assert!(matches!(in_berlin("0001-01-01", "07:00"), Err(InvalidSchedule::Past { .. })));
}

#[test]
fn five_years_ahead_is_the_end() {
    let now = year(2026);
    let utc = |date, time| schedule(&Zone::default(), date, time, now);
    let latest = utc("2031-01-01", "00:00").unwrap().moment;
    assert_eq!(utc("2031-01-01", "00:01"), Err(InvalidSchedule::TooFar { latest }));
    assert_eq!(utc("9999-12-31", "23:59"), Err(InvalidSchedule::TooFar { latest }));
    // Five years after a leap day is the last of a February.
    let leap = utc("2028-02-29", "12:00").unwrap().moment;
    let end = schedule(&Zone::default(), "2033-02-28", "12:00", leap);
    assert!(end.is_ok());
    assert_eq!(
        schedule(&Zone::default(), "2033-02-28", "12:01", leap),
        Err(InvalidSchedule::TooFar { latest: end.unwrap().moment })
    );
}

#[test]
fn no_now_makes_scheduling_panic() {
    for zone in zones() {
        for now in [i64::MIN, -1, i64::MAX] {
            let _ = schedule(&zone, "9999-12-31", "23:59", Moment(now));
            let _ = schedule(&zone, "0000-01-01", "00:00", Moment(now));
            schedule_fields(&zone, Moment(now));
        }
    }
}

#[test]
fn what_a_form_is_filled_in_with_is_read_back_on_both_sides_of_every_change_of_the_clocks() {
    for change in transitions() {
        let (zone, after) = (&change.zone, change.at + change.fold());
        for second in [change.at - 86_400, change.at - change.fold() - 60, after, after + 86_400] {
            let moment = Moment(second);
            let (date, time) = schedule_fields(zone, moment);
            let read = schedule(zone, &date, &time, moment.after(-1)).unwrap();
            assert_eq!((read.moment, read.change), (moment, None), "{} {date} {time}", zone.name());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2048))]

    #[test]
    fn what_was_scheduled_stays_the_same_when_its_form_is_sent_again(
        place in any::<prop::sample::Index>(),
        ahead in 1_i64..2_600_000,
    ) {
        let (zones, now) = (zones(), year(2026));
        let zone = &zones[place.index(zones.len())];
        let (date, time) = schedule_fields(zone, now.after(ahead * 60));
        let first = schedule(zone, &date, &time, now).unwrap();
        let (date, time) = schedule_fields(zone, first.moment);
        prop_assert_eq!(schedule(zone, &date, &time, now), Ok(first));
    }

    #[test]
    fn no_text_makes_reading_panic(date in ".{0,20}", time in "[0-9:+ -]{0,9}") {
        let _ = in_berlin(&date, &time);
        let _ = in_berlin("2026-03-29", &time);
    }
}
