use proptest::prelude::*;

use super::*;
use crate::domain::transitions::{year, zones};

fn zone(name: &str) -> Zone {
    Zone::parse(name).unwrap()
}

fn empty(text: &str) -> Month<()> {
    Month::new(&Zone::default(), YearMonth::parse(text).unwrap(), year(2026), [])
}

/// The dates of a calendar, with brackets around those of other months.
fn drawn<T>(month: &Month<T>) -> Vec<String> {
    let day = |day: &CalendarDay<T>| match day.inside {
        true => day.date.day().to_string(),
        false => format!("({})", day.date.day()),
    };
    month.weeks.iter().map(|week| week.iter().map(day).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn a_month_is_drawn_in_whole_weeks_from_monday() {
    assert_eq!(
        drawn(&empty("2026-03")),
        [
            "(23) (24) (25) (26) (27) (28) 1",
            "2 3 4 5 6 7 8",
            "9 10 11 12 13 14 15",
            "16 17 18 19 20 21 22",
            "23 24 25 26 27 28 29",
            "30 31 (1) (2) (3) (4) (5)",
        ]
    );
    // Four weeks from Monday to Sunday, and a leap year's.
    assert_eq!(drawn(&empty("2027-02")).len(), 4);
    assert_eq!(drawn(&empty("2028-02"))[4], "28 29 (1) (2) (3) (4) (5)");
}

#[test]
fn a_month_knows_its_neighbours() {
    let month = YearMonth::parse("2026-12").unwrap();
    assert_eq!(month.previous().unwrap().to_string(), "2026-11");
    assert_eq!(month.next().unwrap().to_string(), "2027-01");
    assert_eq!(YearMonth::new(1990, 1).unwrap().previous(), None);
    assert_eq!(YearMonth::new(2199, 12).unwrap().next(), None);
    assert_eq!(YearMonth::of(&Zone::default(), Moment(i64::MAX)).to_string(), "2199-12");
    assert_eq!(YearMonth::of(&Zone::default(), Moment(i64::MIN)).to_string(), "1990-01");
    assert_eq!(YearMonth::of(&zone("America/New_York"), year(2026)).to_string(), "2025-12");
}

#[test]
fn an_address_that_names_no_month_is_none() {
    for text in [
        "",
        "2026",
        "2026-13",
        "2026-00",
        "2026-3",
        "26-03",
        "1989-12",
        "2200-01",
        "2026-03-01",
        "+026-03",
    ] {
        assert_eq!(YearMonth::parse(text), None, "{text:?}");
    }
}

#[test]
fn each_item_stands_on_the_day_that_it_falls_on_where_the_column_is() {
    let (berlin, new_york) = (zone("Europe/Berlin"), zone("America/New_York"));
    let march = YearMonth::parse("2026-03").unwrap();
    let at = |date, time| crate::domain::schedule(&berlin, date, time, year(2026)).unwrap().moment;
    let items = [
        (at("2026-04-01", "05:30"), "April"),
        (at("2026-03-10", "18:30"), "evening"),
        (at("2026-03-10", "03:00"), "night"),
        (at("2026-06-01", "03:00"), "elsewhere"),
    ];
    let found = |zone: &Zone| {
        let month = Month::new(zone, march, at("2026-03-10", "01:00"), items);
        let days = month.weeks.into_iter().flatten();
        let lines = days.filter(|day| day.today || !day.items.is_empty()).map(|day| {
            let items: Vec<_> =
                day.items.iter().map(|item| format!("{:.0} {}", item.time, item.item)).collect();
            format!("{}{}: {}", day.date, if day.today { "*" } else { "" }, items.join(", "))
        });
        lines.collect::<Vec<_>>()
    };
    assert_eq!(
        found(&berlin),
        ["2026-03-10*: 03:00:00 night, 18:30:00 evening", "2026-04-01: 05:30:00 April"]
    );
    assert_eq!(
        found(&new_york),
        [
            "2026-03-09*: 22:00:00 night",
            "2026-03-10: 13:30:00 evening",
            "2026-03-31: 23:30:00 April"
        ]
    );
}

#[test]
fn the_day_that_samoa_left_out_stands_there_empty() {
    let (apia, month) = (zone("Pacific/Apia"), YearMonth::new(2011, 12).unwrap());
    // Every hour of the last days of that year.
    let hours = (0..96).map(|hour| (year(2012).after((hour - 72) * 3600), hour));
    let weeks = Month::new(&apia, month, year(2012), hours).weeks;
    let day = |day: i8| {
        weeks.iter().flatten().find(|found| found.inside && found.date.day() == day).unwrap()
    };
    assert_eq!((day(29).items.len(), day(30).items.len(), day(31).items.len()), (24, 0, 24));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_month_has_all_its_days_and_every_item_of_them(
        place in any::<prop::sample::Index>(),
        month in (1990_i16..=2199, 1_i8..=12),
        minutes in prop::collection::vec(-100_i64..60 * 24 * 33, 0..40),
    ) {
        let (zones, month) = (zones(), YearMonth::new(month.0, month.1).unwrap());
        let zone = &zones[place.index(zones.len())];
        let start = zone.resolve(month.first().at(0, 0, 0, 0)).moment;
        let items: Vec<_> = minutes.iter().map(|minute| (start.after(minute * 60), *minute)).collect();
        let found = Month::new(zone, month, start, items.iter().copied());

        prop_assert!(found.weeks.iter().all(|week| week.len() == 7));
        let days: Vec<_> = found.weeks.iter().flatten().collect();
        prop_assert_eq!(days[0].date.weekday(), jiff::civil::Weekday::Monday);
        prop_assert!(days.windows(2).all(|two| two[0].date.tomorrow().unwrap() == two[1].date));
        let inside = days.iter().filter(|day| day.inside).count();
        prop_assert_eq!(inside, usize::try_from(month.first().days_in_month()).unwrap());
        prop_assert_eq!(days.iter().filter(|day| day.today).count(), 1);
        for (moment, item) in items {
            let local = zone.local(moment);
            let stands = days.iter().filter(|day| day.items.iter().any(|known| known.item == item));
            let shown = days.iter().any(|day| day.date == local.date());
            prop_assert!(stands.map(|day| day.date).eq(shown.then_some(local.date())));
        }
        prop_assert_eq!(YearMonth::parse(&month.to_string()), Some(month));
        prop_assert!(month.next().is_none_or(|next| next.previous() == Some(month)));
    }
}
