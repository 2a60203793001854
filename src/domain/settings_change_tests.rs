use super::*;
use crate::domain::helplines;

fn us() -> LinePlace {
    LinePlace::Country("us".to_owned())
}

/// A line like the first of a country, under another name.
fn named(name: &str) -> Helpline {
    Helpline { name: name.to_owned(), ..helplines().countries[0].lines[0].clone() }
}

fn head(name: &str) -> CountryHead {
    CountryHead { name: name.to_owned(), emergency: "112".to_owned() }
}

fn add(place: LinePlace, line: Helpline) -> SettingsChange {
    SettingsChange::Line { place, was: None, to: Some(line) }
}

fn lines(settings: &Settings) -> Vec<&str> {
    let lines = settings.helplines().lines(&us()).unwrap();
    lines.iter().map(|line| line.name.as_str()).collect()
}

/// Makes changes that fit, and shows that making all of them again changes nothing.
fn made(changes: &[SettingsChange]) -> Settings {
    let mut settings = Settings::default();
    for change in changes {
        assert_eq!(settings.check(change), Ok(()), "{change:?}");
        settings.change(change.clone());
    }
    let mut again = settings.clone();
    changes.iter().for_each(|change| again.change(change.clone()));
    assert_eq!(again, settings, "{changes:?}");
    settings
}

#[test]
fn lines_are_added_changed_and_taken_away_and_the_rest_stays() {
    let first = helplines().country("us").unwrap().lines[0].clone();
    let before = Settings::default();
    let rest = &lines(&before)[1..];
    let change = SettingsChange::Line { place: us(), was: Some(first), to: Some(named("Changed")) };
    let settings = made(&[change, add(us(), named("Added"))]);
    assert_eq!(lines(&settings), [&["Changed"], rest, &["Added"]].concat());

    let gone = SettingsChange::Line { place: us(), was: Some(named("Added")), to: None };
    let settings = made(&[add(us(), named("Added")), gone]);
    assert_eq!(settings.helplines(), helplines());
    assert!(
        settings.helplines.is_some(),
        "from the first change on the list is the desk\u{2019}s own"
    );
}

#[test]
fn two_windows_lose_nothing_of_each_other() {
    let [first, second] = [0, 1].map(|n| helplines().country("us").unwrap().lines[n].clone());
    let mut settings = Settings::default();
    let mine =
        SettingsChange::Line { place: us(), was: Some(first.clone()), to: Some(named("Mine")) };
    let other = SettingsChange::Line { place: us(), was: Some(second), to: Some(named("Other")) };
    let stale = SettingsChange::Line { place: us(), was: Some(first), to: Some(named("Stale")) };
    settings.change(mine);
    assert_eq!(settings.check(&other), Ok(()));
    settings.change(other);
    assert_eq!(lines(&settings)[..2], ["Mine", "Other"]);
    assert_eq!(settings.check(&stale), Err(UnfitChange::Gone));
    // Decided all the same, in the moment before the other was carried out: both are there.
    settings.change(stale);
    assert!(lines(&settings).contains(&"Mine") && lines(&settings).contains(&"Stale"));
}

#[test]
fn a_country_is_added_in_its_place_renamed_and_taken_away() {
    let code = || "zz".to_owned();
    let add = SettingsChange::Country { code: code(), was: None, to: head("Atlantis") };
    let settings = made(std::slice::from_ref(&add));
    assert_eq!(settings.helplines().countries[0].name, "Atlantis");
    assert_eq!(settings.check(&add), Err(UnfitChange::Taken));

    let rename =
        SettingsChange::Country { code: code(), was: Some(head("Atlantis")), to: head("Zanzibar") };
    let settings = made(&[add, rename.clone()]);
    assert_eq!(settings.helplines().countries.last().unwrap().name, "Zanzibar");
    assert_eq!(settings.check(&rename), Err(UnfitChange::Gone));

    let mut was = settings.helplines().country("zz").unwrap().clone();
    let mut settings = settings;
    settings.change(SettingsChange::CountryGone { was: was.clone() });
    assert_eq!(settings.helplines(), helplines());
    was.emergency = "911".to_owned();
    assert_eq!(settings.check(&SettingsChange::CountryGone { was }), Err(UnfitChange::Gone));
    let nowhere = LinePlace::Country("zz".to_owned());
    let line = SettingsChange::Line { place: nowhere, was: None, to: Some(named("Lost")) };
    assert_eq!(settings.check(&line), Err(UnfitChange::Gone));
}

#[test]
fn a_list_has_an_end() {
    let mut settings = Settings::default();
    for n in helplines().directories.len()..LINES_MAX {
        let change = add(LinePlace::Everywhere, named(&format!("Line {n}")));
        assert_eq!(settings.check(&change), Ok(()));
        settings.change(change);
    }
    let over = add(LinePlace::Everywhere, named("One too many"));
    assert_eq!(settings.check(&over), Err(UnfitChange::TooMany));
    let letters = || (b'a'..=b'z').map(char::from);
    let codes = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
    let free: Vec<_> = codes.filter(|code| settings.helplines().country(code).is_none()).collect();
    for code in free {
        let full = settings.helplines().countries.len() == COUNTRIES_MAX;
        let change = SettingsChange::Country { to: head(&code), code, was: None };
        assert_eq!(settings.check(&change), if full { Err(UnfitChange::TooMany) } else { Ok(()) });
        if full {
            return;
        }
        settings.change(change);
    }
    panic!("the list of countries has no end");
}

#[test]
fn the_way_back_leads_to_the_list_of_the_program_and_leaves_the_days_alone() {
    let days = SettingsChange::ReturnDays { days: 14 };
    let settings = made(&[days, add(us(), named("Added")), SettingsChange::BuiltIn]);
    assert_eq!(settings, Settings { return_days: 14, ..Settings::default() });
}

#[test]
fn a_change_reads_back_as_it_was_written() {
    let changes = [
        SettingsChange::ReturnDays { days: 14 },
        SettingsChange::Country { code: "zz".to_owned(), was: None, to: head("Atlantis") },
        SettingsChange::CountryGone { was: helplines().countries[0].clone() },
        add(LinePlace::Everywhere, named("Added")),
        SettingsChange::Line { place: us(), was: Some(named("Gone")), to: None },
        SettingsChange::BuiltIn,
    ];
    for change in changes {
        let json = serde_json::to_string(&change).unwrap();
        assert_eq!(serde_json::from_str::<SettingsChange>(&json).unwrap(), change, "{json}");
    }
}
